"""Short letters in many alphabets, each with what is hard in its writing: accents, no spaces, direction."""

from __future__ import annotations

_TEMPLATE = """---
lang: {lang}
author:
  name: {name}
  email: someone@example.com
recipient:
  name: {company}
date: 2026-03-05
subject: {subject}
---

{greeting}

{first}

## {heading}

- **{term}**: {item}
- [{link}](https://example.com/{lang})

{second}

{closing}
"""

_TEXTS = {
    "en": (
        "Ada Fielding", "Fjord & Flint Ltd", "Site engineer (ref. 42/7)", "Dear hiring team,",
        "For seven years I have kept offices and affiliated workshops running; difficult shifts included.",
        "What I bring", "Efficiency", "a first-class flow of 10,000+ streams at −51.5 % load", "my profile",
        "I would be glad to talk.", "Yours faithfully",
    ),
    "de": (
        "Jörg Müßig", "Straßenbau Größenwahn GmbH", "Bewerbung als Bauleiter", "Sehr geehrte Damen und Herren,",
        "seit sieben Jahren leite ich Donaudampfschifffahrtsversammlungen und auffällige Stofflieferungen.",
        "Was ich mitbringe", "Schifffahrt", "„Präzision“ – auch über Grenzen hinweg", "mein Profil",
        "Über ein Gespräch freue ich mich.", "Mit freundlichen Grüßen",
    ),
    "fr": (
        "Zoé Lefèvre", "Œuvres & Cie", "Candidature au poste d’ingénieure", "Madame, Monsieur,",
        "Depuis sept ans, j’affûte des œuvres où l’efficacité compte : « vite et bien » ! N’est-ce pas ?",
        "Ce que j’apporte", "Souplesse", "des flux affinés, dès l’aube", "mon profil",
        "Je serais ravie d’en parler.", "Je vous prie d’agréer, Madame, Monsieur, mes salutations distinguées.",
    ),
    "es": (
        "Íñigo Núñez", "Cañas y Cía.", "Solicitud de empleo", "Estimados señores:",
        "¿Quién mantiene diez mil cámaras? ¡Yo, desde hace siete años, en la campiña y en la montaña!",
        "Lo que aporto", "Eficacia", "pingüinos, cigüeñas y demás señales", "mi perfil",
        "Me gustaría hablar con ustedes.", "Atentamente",
    ),
    "pl": (
        "Łucja Żółć", "Gęś i Jaźń S.A.", "Podanie o pracę", "Szanowni Państwo,",
        "od siedmiu lat zażółcam gęślą jaźń, a źrebięta wciąż nadążają za świtem.",
        "Co wnoszę", "Wytrwałość", "dźwięk, światło i ścisłość", "mój profil",
        "Chętnie porozmawiam.", "Z poważaniem",
    ),
    "tr": (
        "Şule İnönü", "Iğdır Işık A.Ş.", "İş başvurusu", "Sayın Yetkili,",
        "yedi yıldır ışıkları, çağrıları ve güç ölçümlerini İstanbul’da yönetiyorum.",
        "Katkım", "Dayanıklılık", "ığdır, şiir ve iğne", "profilim", "Görüşmekten mutluluk duyarım.", "Saygılarımla",
    ),
    "ru": (
        "Ёлкин Пётр", "ООО «Щука»", "Отклик на вакансию", "Уважаемые коллеги!",
        "Семь лет я слежу за потоками: съёмка, подъезд, вьюга и объявления.",
        "Что я умею", "Стойкость", "эхо, йод и щёголь", "мой профиль", "Буду рад беседе.", "С уважением",
    ),
    "el": (
        "Άννα Ώρα", "Ήλιος ΑΕ", "Αίτηση εργασίας", "Αξιότιμοι κύριοι,",
        "εδώ και επτά χρόνια φροντίζω ροές, φάρους και φωτεινούς ήχους.",
        "Τι προσφέρω", "Υπομονή", "ΐχνη, ΰαλος και ώθηση", "το προφίλ μου", "Θα χαρώ να μιλήσουμε.", "Με εκτίμηση",
    ),
    "vi": (
        "Nguyễn Thị Hằng", "Công ty Ánh Sáng", "Thư xin việc", "Kính gửi quý công ty,",
        "bảy năm qua tôi đã vận hành mười nghìn luồng hình ảnh, giữ cho chúng luôn ổn định.",
        "Điều tôi mang lại", "Bền bỉ", "những đường truyền mạnh mẽ", "hồ sơ", "Tôi mong được trò chuyện.", "Trân trọng",
    ),
    "ko": (
        "홍길동", "한빛 주식회사", "백엔드 엔지니어 지원", "채용 담당자님께",
        "저는 칠 년 동안 만 개가 넘는 CCTV 영상을 안정적으로 처리해 왔습니다. 느린 길보다 바른 길을 택합니다.",
        "할 수 있는 일", "끈기", "부하를 −51.5 % 줄인 경험", "프로필", "말씀 나눌 기회를 기다립니다.", "감사합니다",
    ),
    "ja": (
        "山田花子", "株式会社ひかり", "応募書類", "採用ご担当者様",
        "七年間、一万本を超える映像を止めずに届けてきました。「急がば回れ」が信条です。",
        "できること", "粘り強さ", "負荷を五割減らした経験", "プロフィール", "お話しできれば幸いです。", "敬具",
    ),
    "zh": (
        "王小明", "光明有限公司", "求职信", "尊敬的招聘负责人：",
        "七年来,我维护着一万多路视频流,从未中断。“欲速则不达”,我一直记得。",
        "我能做什么", "坚持", "把负载降低了一半", "个人主页", "期待与您交谈。", "此致敬礼",
    ),
    "ar": (
        "ليلى حسن", "شركة النور", "طلب وظيفة", "السادة الكرام،",
        "أعمل منذ سبع سنوات على تشغيل آلاف البثوث بلا انقطاع، وأحب الحلول البسيطة.",
        "ما أقدمه", "الصبر", "تقليل الحمل إلى النصف", "صفحتي", "يسعدني أن نتحدث.", "مع خالص التحية",
    ),
    "he": (
        "נועה לוי", "חברת אור", "מועמדות למשרה", "לכבוד צוות הגיוס,",
        "שבע שנים אני מפעילה אלפי זרמים בלי הפסקה, ואוהבת פתרונות פשוטים.",
        "מה אני מביאה", "סבלנות", "הפחתת העומס בחצי", "הפרופיל שלי", "אשמח לשוחח.", "בברכה",
    ),
}  # fmt: skip

_PARTS = ("name", "company", "subject", "greeting", "first", "heading", "term", "item", "link", "second", "closing")

LETTERS = {lang: _TEMPLATE.format(lang=lang, **dict(zip(_PARTS, texts, strict=True))) for lang, texts in _TEXTS.items()}
"""A letter in each language, by its tag."""

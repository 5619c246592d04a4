"""The words that templates put where a reader shall write something of his own, in several languages.

Where they are looked for is known in `placeholders`.
"""

from __future__ import annotations

import re


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_THINGS = _listed(
    """
    company employer organisation organization name surname firstname lastname position role title job recruiter
    manager hiring addressee recipient address street city town zip phone telephone email e-mail date day month year
    years number amount percentage metric skill skills industry field department team project university school
    degree institution location country website url link linkedin
    firma firmenname unternehmen arbeitgeber vorname nachname stelle stellenbezeichnung ansprechpartner
    ansprechpartnerin anrede adresse anschrift straße hausnummer plz ort stadt datum telefon telefonnummer abteilung
    entreprise société employeur nom prénom poste intitulé destinataire rue ville téléphone date courriel
    empresa compañía nombre apellido apellidos puesto cargo vacante fecha dirección ciudad teléfono correo
    destinatario nome cognome azienda posizione ruolo data indirizzo città telefono
    vaga função endereço cidade telefone
    bedrijf bedrijfsnaam naam voornaam achternaam functie adres straat plaats datum telefoonnummer
    företag företagsnamn namn förnamn efternamn tjänst adress ort datum virksomhed navn stilling dato
    firma imię nazwisko stanowisko adres miasto telefon
    회사 회사명 기업명 귀사명 이름 성명 성함 직무 직책 직무명 지원분야 담당자 담당자명 날짜 일자 주소 연락처 전화번호
    이메일 부서 부서명 학교 학교명 대학교명 전공
    会社名 氏名 名前 職種 役職 日付 住所 電話番号 担当者名 部署名 公司 公司名称 姓名 职位 日期 地址 电话
    """
)
_NAMES_THEMSELVES = _listed(
    """
    company employer organisation organization recruiter firma firmenname unternehmen arbeitgeber ansprechpartner
    ansprechpartnerin entreprise société employeur empresa compañía azienda bedrijf bedrijfsnaam företag företagsnamn
    virksomhed 회사명 기업명 귀사명 담당자명 会社名 公司名称 担当者名 surname firstname lastname vorname nachname
    """
)
"""Those that no label would be: they are a gap even at the head of a line that goes on."""
_OPENERS = _listed(
    """
    your insert enter specify fill mention describe replace choose placeholder
    ihr ihre ihren ihrem dein deine hier einfügen eintragen votre vos insérer indiquer tu su inserte indique
    insertar vuestro tuo tua vostro inserire seu sua inserir uw jouw invullen ditt din infoga indsæt sett twoje wpisz
    입력 작성 기입 귀하의 당신의 あなたの 您的 你的 填写
    """
)
_BETWEEN = _listed("of the and or & / here hier full first last de la du le del der des von di da van and's a an")
_LETTERS = re.compile(r"X{1,6}|N|XX+[%€$]?|[%€$]XX*")
_YOUR_NAME = re.compile(r"(?:your|ihr|votre|uw) (?:full |first |last )?(?:name|nom|naam)(?: here)?", re.IGNORECASE)
_WORD = re.compile(r"[^\s/,_:()-]+")
_ARTICLE = re.compile(r"^(?:dell|l|d)['’](?=\w)|['’]s$")
_MOST_WORDS_OF_A_NAME = 3


def is_gap(text: str, *, is_label: bool) -> bool:
    """Whether what stands between brackets names what is to be written there.

    `is_label`: it stands where brackets often name what follows, so that only the surest words count.
    """
    words = [_ARTICLE.sub("", word.casefold()) for word in _WORD.findall(text)]
    if not words:
        return False
    if words[0] in _OPENERS or words[-1] in _OPENERS:
        return len(words) > 1
    if _LETTERS.fullmatch(text.strip()):
        return not is_label or len(text.strip()) > 1
    # “[the company]” stands for what somebody said; “[Company]” and “[company]” do not.
    if words[0] not in _BETWEEN and words[-1] == "name" and 1 < len(words) <= _MOST_WORDS_OF_A_NAME:
        return True
    if words[0] in _BETWEEN or not all(word in _THINGS or word in _BETWEEN for word in words):
        return False
    return not is_label or any(word in _NAMES_THEMSELVES for word in words) or len(words) > 1


def is_whole_gap(text: str) -> bool:
    """Whether a line or value is nothing but `Your Name`; what else begins so is often meant."""
    return bool(_YOUR_NAME.fullmatch(text.strip()))

"""What a web page says beside its author's words: names of links and lists for those who see them, and who hear them.

Words that a document itself is made of, such as the label of enclosures, are chosen where it is shaped.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language; `formats` and `kinds` by the names that those have in the code."""

    lang: str
    skip: str
    download: str
    documents: str
    notes: str
    back: str
    table: str
    done: str
    to_do: str
    missing: str
    missing_text: str
    kinds: tuple[str, str, str]
    """A letter, a résumé, any other page."""
    formats: tuple[str, str]
    """A web page, plain text."""

    def speaks(self, lang: str) -> bool:
        """Whether these are the words of that language, by its BCP 47 tag."""
        return self.lang == _primary(lang)

    def kind(self, name: str | None) -> str:
        """What a document of that kind is called."""
        return dict(zip(("letter", "resume", "page"), self.kinds, strict=True)).get(name or "", "")

    def format(self, name: str) -> str:
        """What a format is called: `PDF` and `Word` everywhere."""
        page, text = self.formats
        return {"html": page, "txt": text, "pdf": "PDF", "docx": "Word"}.get(name, name)


_LABELS = (
    Labels(
        "en",
        "Skip to the text",
        "This document as a file",
        "All documents",
        "Notes",
        "back to the text",
        "Table",
        "done",
        "to do",
        "Page not found",
        "There is no page at this address. It may have moved, or the address has a mistake.",
        ("Letter", "Résumé", "Page"),
        ("Web page", "Text"),
    ),
    Labels(
        "de",
        "Zum Text springen",
        "Dieses Dokument als Datei",
        "Alle Dokumente",
        "Anmerkungen",
        "zurück zum Text",
        "Tabelle",
        "erledigt",
        "offen",
        "Seite nicht gefunden",
        "Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie umgezogen, oder die Adresse ist falsch.",
        ("Brief", "Lebenslauf", "Seite"),
        ("Webseite", "Text"),
    ),
    Labels(
        "fr",
        "Aller au texte",
        "Ce document en fichier",
        "Tous les documents",
        "Notes",
        "retour au texte",
        "Tableau",
        "fait",
        "à faire",
        "Page introuvable",
        "Il n’y a pas de page à cette adresse. Elle a peut-être changé, ou l’adresse contient une erreur.",
        ("Lettre", "CV", "Page"),
        ("Page web", "Texte"),
    ),
    Labels(
        "es",
        "Ir al texto",
        "Este documento como archivo",
        "Todos los documentos",
        "Notas",
        "volver al texto",
        "Tabla",
        "hecho",
        "pendiente",
        "Página no encontrada",
        "No hay ninguna página en esta dirección. Puede que se haya movido o que la dirección tenga un error.",
        ("Carta", "Currículum", "Página"),
        ("Página web", "Texto"),
    ),
    Labels(
        "it",
        "Vai al testo",
        "Questo documento come file",
        "Tutti i documenti",
        "Note",
        "torna al testo",
        "Tabella",
        "fatto",
        "da fare",
        "Pagina non trovata",
        "A questo indirizzo non c’è nessuna pagina. Forse è stata spostata, o l’indirizzo contiene un errore.",
        ("Lettera", "Curriculum", "Pagina"),
        ("Pagina web", "Testo"),
    ),
    Labels(
        "pt",
        "Ir para o texto",
        "Este documento como ficheiro",
        "Todos os documentos",
        "Notas",
        "voltar ao texto",
        "Tabela",
        "feito",
        "por fazer",
        "Página não encontrada",
        "Não há nenhuma página neste endereço. Talvez tenha mudado, ou o endereço contém um erro.",
        ("Carta", "Currículo", "Página"),
        ("Página web", "Texto"),
    ),
    Labels(
        "nl",
        "Naar de tekst",
        "Dit document als bestand",
        "Alle documenten",
        "Noten",
        "terug naar de tekst",
        "Tabel",
        "gedaan",
        "te doen",
        "Pagina niet gevonden",
        "Op dit adres staat geen pagina. Misschien is ze verplaatst, of het adres bevat een fout.",
        ("Brief", "Cv", "Pagina"),
        ("Webpagina", "Tekst"),
    ),
    Labels(
        "ko",
        "본문으로 건너뛰기",
        "이 문서의 파일",
        "모든 문서",
        "주석",
        "본문으로 돌아가기",
        "표",
        "완료",
        "할 일",
        "페이지를 찾을 수 없습니다",
        "이 주소에는 페이지가 없습니다. 옮겨졌거나 주소가 잘못되었을 수 있습니다.",
        ("편지", "이력서", "문서"),
        ("웹 페이지", "텍스트"),
    ),
    Labels(
        "ja",
        "本文へ移動",
        "この文書のファイル",
        "すべての文書",
        "注",
        "本文に戻る",
        "表",
        "完了",
        "未完了",
        "ページが見つかりません",
        "このアドレスにページはありません。移動したか、アドレスが間違っている可能性があります。",
        ("手紙", "履歴書", "文書"),
        ("ウェブページ", "テキスト"),
    ),
    Labels(
        "zh",
        "跳到正文",
        "本文档的文件",
        "所有文档",
        "注释",
        "返回正文",
        "表格",
        "已完成",
        "待办",
        "找不到页面",
        "此地址没有页面。页面可能已移动，或者地址有误。",
        ("信函", "简历", "文档"),
        ("网页", "文本"),
    ),
)
LABELS = {one.lang: one for one in _LABELS}


def labels(lang: str) -> Labels:
    """Those of a language by its BCP 47 tag; English where we don't speak it, which `lang` of the result tells."""
    return LABELS.get(_primary(lang), _LABELS[0])


def _primary(lang: str) -> str:
    return lang.partition("-")[0].lower()

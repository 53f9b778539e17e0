"""What the path of a message catalogue says: that it is one, and in which language."""

from __future__ import annotations

import re
from functools import lru_cache

_LANGUAGES = frozenset(
    (
        "aa ab af ak am ar as av ay az ba be bg bm bn bo br bs ca ce co cs cv cy da de dv dz ee el en eo es et eu fa "
        "ff fi fj fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy ia id ig ii in io is it iu iw ja ji jv ka kg ki kk "
        "kl km kn ko kr ks ku kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne nl nn no nr "
        "nv ny oc om or os pa pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te "
        "tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu fil ckb hsb dsb kab ast gsw"
    ).split()
)
"""ISO 639 codes, with the few of three letters that programs are translated into."""

_WORDS_TOO = frozenset("am as be in is it my no or so to id la me".split())
"""Codes that are English words: alone they name a language only in a folder of catalogues."""

_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}|latin|cyrillic)){0,2}(?:@\w+)?")
_FOLDERS = frozenset(
    "locale locales _locales lang langs language languages i18n l10n translation translations intl nls "
    "messages lc_messages po".split()
)
_FOLDER_LOCALE = re.compile(r"values-(?:b\+)?([a-z]{2,3})(?:[+-].*)?|([a-z]{2,3}(?:[-_]\w{2,4}){0,2})\.lproj")
_NAME = re.compile(
    r"(?:messages?|translations?|strings|labels|i18n|lang|locales?|text|texts|bundle|validationmessages|"
    r"applicationresources|\w*messages|\w*resources|emails?|mail)(?:[-_.].*)?"
)


@lru_cache(maxsize=512)
def locale_of(path: str) -> str:
    """The language of a catalogue's path ("pt" for `locales/pt-BR/mail.yml`), empty when it names none."""
    folders, stem = _parts(path)
    among_catalogues = not _FOLDERS.isdisjoint(folders)
    whole = _language(stem)
    if whole and (among_catalogues or whole not in _WORDS_TOO):
        return whole
    for part in reversed(stem.split(".")[1:]):
        if found := _language(part):
            return found
    tail = re.search(r"[-_]([a-z]{2}(?:[-_](?:[a-z]{2}|[a-z]{4}))?)\Z", stem)
    if tail and (found := _language(tail[1])) and (among_catalogues or _NAME.fullmatch(stem) or found == "en"):
        return found
    if folders[-1:] == ("lc_messages",) and len(folders) > 1 and (match := _LOCALE.fullmatch(folders[-2])):
        return match[1]
    for folder in reversed(folders):
        special = _FOLDER_LOCALE.fullmatch(folder)
        found = _language(special[1] or special[2]) if special else _language(folder) if among_catalogues else ""
        if found:
            return found
    return ""


@lru_cache(maxsize=512)
def names_catalogue(path: str) -> bool:
    """Whether a path says that a file holds messages in one language: its folder, or its name with a language in it."""
    folders, stem = _parts(path)
    if not _FOLDERS.isdisjoint(folders):
        return True
    locale = locale_of(path)
    return bool(locale) and (_language(stem) == locale or _NAME.fullmatch(stem) is not None)


@lru_cache(maxsize=512)
def names_messages(path: str) -> bool:
    """Whether the name of a file says messages, whatever its folder: `messages.properties`."""
    return names_catalogue(path) or _NAME.fullmatch(_parts(path)[1]) is not None


def language_in(name: str) -> str:
    """The language that a locale's name begins with: "pt" for "pt_BR"; empty when it is no locale."""
    return _language(name.lower())


def _parts(path: str) -> tuple[tuple[str, ...], str]:
    """The folders of a path and its file's name without suffix, in lower case."""
    *folders, name = path.replace("\\", "/").lower().split("/")
    return tuple(folders), name.rsplit(".", 1)[0] if "." in name[1:] else name


def _language(name: str) -> str:
    match = _LOCALE.fullmatch(name)
    return match[1] if match and match[1] in _LANGUAGES else ""

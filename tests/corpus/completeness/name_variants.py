"""Names of invented people from many countries, and the honest ways in which documents write them.

Common given and family names, put together at random; no person is meant. A seed gives the same
names always (those of the library as long as its version is the same).
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from faker import Faker

ORIGINS: dict[str, tuple[str, str]] = {
    # Origin: given names, then family names. A plus joins names that belong together.
    "quebec": (
        "Marie+Ève Jean-François Geneviève Benoît Élise Luc Anaïs Jérôme Chloé Étienne",
        "Tremblay Lévesque Saint-Pierre Bélanger D'Amours Côté L'Heureux Gagné-Roy Ouellet",
    ),
    "france": (
        "Hélène Jean-Baptiste Zoé François Anne+Sophie Loïc Maëlle Gaël Cécile Rémy",
        "Lefèvre Du+Pont Garçon Le+Goff Noël De+La+Tour Béranger Mercier Hervé",
    ),
    "haiti": (
        "Wideline Jean+Robert Mirlande Fritzner Guerda Ti-Jean Roselaure Wilner Dieudonné",
        "Saint-Fleur Charles Pierre-Louis Jean-Baptiste Désir Toussaint Augustin Belizaire",
    ),
    "maghreb": (
        "Mohamed Fatima+Zahra Youssef Aïcha Abdelkader Khadija Rachid Nour+El+Houda Hicham Samira",
        "Benali El+Amrani Boudjemaa Ben+Youssef Chérif Haddad Ouazzani Bouzidi Ait+Ahmed Mansouri",
    ),
    "middle_east": (
        "Ahmad Layla Hussein Maryam Khaled Rana Abdul+Rahman Yasmine Tarek Hanan",
        "Al-Khoury Haddad Abu+Zayd El-Sayed Mahmoud Nasser Qasim Al+Masri Sabbagh",
    ),
    "west_africa": (
        "Aïcha Mamadou Fatoumata Kouassi Adjoua N'Guessan Ousmane Aminata Kwame Yao",
        "Diallo Traoré Koné N'Diaye Ouattara Konan Bâ Mensah Sow Kouadio",
    ),
    "cameroon": (
        "Brice Clarisse Serge+Alain Mireille Blaise Edwige Rodrigue Solange",
        "Ngo+Bassong Mbarga Nkoulou Tchoumi Fotso Essomba Ndongo Kamga",
    ),
    "ethiopia": (
        "Tewodros Selam Abebe Hiwot Dawit Meseret Yonas Tigist",
        "Haile Gebremedhin Tesfaye Bekele Woldemariam Alemu Kidane",
    ),
    "mexico_colombia": (
        "María+José Juan+Carlos Íñigo Ximena Ángel Luz+Marina Andrés Begoña Óscar",
        "García+López Muñoz+Peña Rodríguez+Gómez Núñez De+La+Cruz+Ortiz Hernández+Ruiz Vélez+Díaz",
    ),
    "brazil_portugal": (
        "João Conceição Luís+Felipe Márcia Inês Thiago Antônio Letícia",
        "Da+Silva Gonçalves+Souza Dos+Santos Magalhães De+Oliveira+Lima Pereira Araújo+Costa",
    ),
    "germany_austria": (
        "Jürgen Käthe Björn Ursula Götz Hans+Peter Annelie Jörg",
        "Müller Weiß Von+Trapp Schäfer Größl Meyer-Schulz Köhler Böhm",
    ),
    "nordic": (
        "Søren Åse Øyvind Märta Håkon Sigríður Þórdís Lars+Erik",
        "Østergård Ångström Sjöberg Hansen Guðmundsdóttir Bjørnsson Lindström Næss",
    ),
    "poland_czech": (
        "Łukasz Małgorzata Jiří Katarzyna Zdeněk Żaneta Ondřej Agnieszka",
        "Wiśniewski Dvořáková Szczęsny Kowalska Novák Żółć Řezník Nowak-Zając",
    ),
    "turkey": (
        "Işıl Çağla Özgür Gülşen İbrahim Şebnem Uğur Ayşe+Nur",
        "Yılmaz Öztürk Çelik Şahin Güneş Kılıç Aydın Doğan",
    ),
    "ukraine_russia": (
        "Oleksandr Yuliia Dmytro Svitlana Sergey Ekaterina Mykhailo Tetiana",
        "Shevchenko Kovalchuk Ivanova Tkachenko Petrov Zhukova Lysenko Khmelnytskyi",
    ),
    "iran_afghanistan": (
        "Mohammad+Reza Zahra Hossein Shirin Farshid Parisa Ali+Akbar Niloofar",
        "Hosseini Ahmadzadeh Karimi Rezaei Jafari Mousavi Ghorbani Noorzai",
    ),
    "india": (
        "Venkata+Ramana Priya Harpreet Lakshmi Arjun Sukhwinder Deepika Rajesh+Kumar",
        "Singh Patel Krishnamurthy Kaur Iyer Chatterjee Subramaniam Sharma",
    ),
    "china": (
        "Xiaoming Wei Li+Na Zhiqiang Yan Jianguo Mei+Ling Haoran",
        "Zhang Wang Ouyang Chen Liu Zhao Huang Xu",
    ),
    "vietnam": (
        "Ngọc+Ánh Văn+Hùng Thị+Hương Đức Quỳnh+Anh Minh+Tuấn Thu+Hà Khánh",
        "Nguyễn Trần Lê Phạm Đặng Hoàng Vũ Bùi",
    ),
    "korea": (
        "Min-Jun Seo-Yeon Ji-Hoon Hye-Jin Sung+Ho Eun-Ji Dong-Hyun Soo+Mi",
        "Kim Park Choi Jung Yoon Lim Han Kang",
    ),
    "philippines": (
        "Jose+Maria Rosalinda Mark+Anthony Luzviminda Crisanto Ma.+Teresa Efren",
        "Dela+Cruz Santos Bautista Villanueva Macaraeg Delos+Reyes Panganiban",
    ),
}  # fmt: skip

TRANSLITERATIONS = (
    ("Mohamed", "Muhammad"), ("Mohamed", "Mohammed"), ("Youssef", "Yusuf"), ("Youssef", "Yousef"),
    ("Khadija", "Hadija"), ("Rachid", "Rashid"), ("Aïcha", "Aisha"), ("Hicham", "Hisham"),
    ("Hussein", "Hossein"), ("Hussein", "Husain"), ("Layla", "Leila"), ("Khaled", "Khalid"),
    ("Chérif", "Sherif"), ("Qasim", "Kassem"), ("Sergey", "Sergei"), ("Sergey", "Serguei"),
    ("Yuliia", "Julia"), ("Dmytro", "Dmitro"), ("Ekaterina", "Yekaterina"), ("Tetiana", "Tetyana"),
    ("Mykhailo", "Mykhaylo"), ("Zhukova", "Joukova"), ("Shevchenko", "Chevtchenko"),
    ("Khmelnytskyi", "Khmelnitski"), ("Hosseini", "Hoseini"), ("Mousavi", "Musavi"),
    ("Karimi", "Kareemi"), ("Rezaei", "Rezai"), ("Choi", "Choe"), ("Jung", "Jeong"),
    ("Yoon", "Yun"), ("Lim", "Im"), ("Park", "Pak"), ("Krishnamurthy", "Krishnamurti"),
    ("Lakshmi", "Laxmi"), ("Haddad", "Hadad"), ("Abdelkader", "Abdulkadir"), ("Traoré", "Traore"),
    ("Ouattara", "Wattara"), ("Woldemariam", "Weldemariam"), ("Tewodros", "Teodros"),
)  # fmt: skip

# Never looked at while the comparison was written; some are hard on purpose (Wade-Giles).
HELD_OUT_TRANSLITERATIONS = (
    ("Abdullah", "Abdallah"), ("Jamal", "Djamel"), ("Nadia", "Nadiya"), ("Omar", "Umar"),
    ("Saeed", "Said"), ("Zeinab", "Zaynab"), ("Fayçal", "Faisal"), ("Chaimae", "Shaima"),
    ("Andriy", "Andrii"), ("Gorbachev", "Gorbatchev"), ("Tchaikovsky", "Chaikovskii"),
    ("Hsu", "Xu"), ("Tsai", "Cai"), ("Wong", "Wang"), ("Chaudhary", "Chowdhury"),
    ("Sreenivasan", "Srinivasan"), ("Meenakshi", "Minakshi"), ("Gurpreet", "Gurprit"),
    ("Ayesha", "Aisha"), ("Osman", "Uthman"), ("Tsegaye", "Segaye"), ("Kyung", "Kyeong"),
    ("Young", "Yeong"), ("Hyun", "Hyeon"), ("Ashraf", "Achraf"), ("Mustafa", "Moustapha"),
    ("Idriss", "Idris"), ("Bilal", "Billal"), ("Iryna", "Irina"), ("Volodymyr", "Volodimir"),
    ("Pashinyan", "Pachinian"), ("Gevorgyan", "Kevorkian"), ("Ibrahimović", "Ibrahimovic"),
    ("Đorđević", "Djordjevic"), ("Papadopoulos", "Papadopulos"), ("Yiannis", "Giannis"),
)  # fmt: skip

OCR_SLIPS = (
    ("O", "0"), ("I", "l"), ("l", "1"), ("S", "5"), ("B", "8"), ("rn", "m"), ("m", "rn"),
    ("e", "c"), ("a", "o"), ("u", "n"), ("h", "b"), ("U", "V"), ("E", "F"), ("é", "6"), ("i", "ı"),
)  # fmt: skip
MRZ_LETTERS = {
    "Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "Å": "AA", "Æ": "AE", "Ø": "OE", "Þ": "TH",
    "Ð": "D", "Ł": "L", "Đ": "D", "İ": "I", "Ñ": "N",
}  # fmt: skip
MRZ_LENGTH = 39
HELD_OUT_LOCALES = (
    "fr_FR es_MX de_DE pl_PL tr_TR pt_BR it_IT nl_NL sv_SE cs_CZ hu_HU ro_RO id_ID vi_VN en_IN "
    "fi_FI hr_HR es_CO fr_CA az_AZ"
)


@dataclass(frozen=True)
class Person:
    """A name in its own spelling; each tuple holds the parts in order."""

    origin: str
    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def full(self) -> str:
        return " ".join((*self.given, *self.family))


def person(rng: random.Random, origin: str | None = None) -> Person:
    """Invent a person; some have a second given name."""
    origin = origin or rng.choice(sorted(ORIGINS))
    given, family = (names.split() for names in ORIGINS[origin])
    chosen = rng.sample(given, 2 if rng.random() < 0.3 else 1)
    parts = tuple(part for name in chosen for part in name.split("+"))
    return Person(origin, parts, tuple(rng.choice(family).split("+")))


def order(rng: random.Random, one: Person) -> str:
    """Family name first, in capitals, as many states write it."""
    return " ".join((*one.family, *one.given)).upper()


def plain(rng: random.Random, one: Person) -> str:
    """Without accents, as old systems write it."""
    return unaccented(one.full)


def machine_readable(rng: random.Random, one: Person) -> str:
    """As the zone of a passport writes it: transliterated (ICAO 9303-3), cut to its length."""
    family, given = (mrz("<".join(parts)) for parts in (one.family, one.given))
    zone = f"{family}<<{given}"[:MRZ_LENGTH]
    return zone.replace("<", " ")


def hyphens(rng: random.Random, one: Person) -> str:
    """Hyphens and apostrophes as blanks or not at all; parts joined by hyphens."""
    sign = rng.choice(["", " "])
    if "-" in one.full or "'" in one.full:
        return re.sub("[-']", sign, one.full)
    return f"{rng.choice(['-', '']).join(one.given)} {' '.join(one.family)}"


def second_surname(rng: random.Random, one: Person) -> str:
    """Of a double surname the first alone; particles stay with their name."""
    particles = {"de", "la", "da", "dos", "del", "von", "du", "le", "el", "al", "ben", "abu", "ait"}
    kept = []
    for part in one.family:
        kept.append(part)
        if part.lower() not in particles:
            break
    return " ".join((*one.given, *kept))


def second_given(rng: random.Random, one: Person) -> str:
    """The first given name alone, or the others as initials."""
    rest = [f"{part[0]}." for part in one.given[1:]] if rng.random() < 0.5 else []
    return " ".join((one.given[0], *rest, *one.family))


def transliterated(rng: random.Random, one: Person) -> str:
    """Another romanisation of a part, if one is common."""
    other = dict(rng.sample(TRANSLITERATIONS, len(TRANSLITERATIONS)))
    other |= {b: a for a, b in other.items()}
    return " ".join(other.get(part, part) for part in (*one.given, *one.family))


def misread(rng: random.Random, one: Person) -> str:
    """One slip of OCR in every dozen letters or so."""
    text = rng.choice([one.full, one.full.upper(), order(rng, one)])
    for _ in range(max(1, len(text) // 14)):
        slips = [slip for slip in OCR_SLIPS if slip[0] in text]
        if slips:
            seen, read = rng.choice(slips)
            places = [match.start() for match in re.finditer(re.escape(seen), text)]
            at = rng.choice(places)
            text = text[:at] + read + text[at + len(seen) :]
    return text


def addressed(rng: random.Random, one: Person) -> str:
    """With a title, as letters write it."""
    return f"{rng.choice(['Mme', 'M.', 'Mr', 'Ms', 'Dr'])} {one.full}"


HONEST: dict[str, Callable[[random.Random, Person], str]] = {
    "order": order,
    "plain": plain,
    "machine_readable": machine_readable,
    "hyphens": hyphens,
    "second_surname": second_surname,
    "second_given": second_given,
    "transliterated": transliterated,
    "misread": misread,
    "addressed": addressed,
}
"""Each way by its name: what one document writes, where another writes the full name."""


def stranger(rng: random.Random, one: Person, everybody: list[Person]) -> Person:
    """Another given and another family name, of the same origin."""
    return _drawn(
        rng,
        one,
        everybody,
        lambda other: not shares(one.given, other.given) and not shares(one.family, other.family),
    )


def sibling(rng: random.Random, one: Person, everybody: list[Person]) -> Person:
    """The same family name, another given name: brothers, sisters, spouses, parents."""
    other = _drawn(rng, one, everybody, lambda other: not shares(one.given, other.given))
    return Person(one.origin, other.given, one.family)


def namesake(rng: random.Random, one: Person, everybody: list[Person]) -> Person:
    """The same given name, another family name."""
    other = _drawn(rng, one, everybody, lambda other: not shares(one.family, other.family))
    return Person(one.origin, one.given, other.family)


DIFFERENT: dict[str, Callable[[random.Random, Person, list[Person]], Person]] = {
    "stranger": stranger,
    "sibling": sibling,
    "namesake": namesake,
}


def _drawn(
    rng: random.Random, one: Person, everybody: list[Person], fits: Callable[[Person], bool]
) -> Person:
    """Draw somebody of the same origin who fits."""
    near = [other for other in everybody if other.origin == one.origin and fits(other)]
    return rng.choice(near)


def shares(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one name is part of the other, or both have a part in common, particles aside."""
    one, other = ({part.lower() for part in parts} for parts in (first, second))
    return one <= other or other <= one or any(len(part) > 2 for part in one & other)


def unaccented(text: str) -> str:
    """Without accents; letters that are no others with an accent lose their stroke."""
    table = str.maketrans("ØøŁłĐđıİ", "OoLlDdiI")
    opened = text.translate(table).replace("ß", "ss").replace("Æ", "AE").replace("æ", "ae")
    opened = opened.replace("Þ", "Th").replace("þ", "th").replace("Ð", "D").replace("ð", "d")
    return "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))


def mrz(text: str) -> str:
    """As a machine-readable zone writes letters."""
    capital = text.upper().replace("ß", "SS")
    spelt = "".join(MRZ_LETTERS.get(letter, letter) for letter in capital)
    return re.sub("[-' .]", "<", unaccented(spelt))


def pairs(seed: int, people: Iterable[Person]) -> Iterator[tuple[str, str, Person, str]]:
    """Yield (kind, way, person, other writing): honest ways, then different people, by turns."""
    rng = random.Random(seed)
    everybody = list(people)
    for one in everybody:
        for way, write in HONEST.items():
            yield "honest", way, one, write(rng, one)
        for way, draw in DIFFERENT.items():
            other = draw(rng, one, everybody)
            # The other person is written in any of the ways, since that is what is compared.
            write = HONEST[rng.choice(sorted(HONEST))]
            yield "different", way, one, write(rng, other)


def invented(seed: int, count: int) -> list[Person]:
    """People of the origins above."""
    rng = random.Random(seed)
    return [person(rng) for _ in range(count)]


def held_out(seed: int, count: int) -> list[Person]:
    """People whose names the comparison was not written with: those of a library, in 20 locales."""
    people = []
    for locale in HELD_OUT_LOCALES.split():
        names = Faker(locale)
        names.seed_instance(seed)
        people += [
            Person(locale, tuple(names.first_name().split()), tuple(names.last_name().split()))
            for _ in range(count // len(HELD_OUT_LOCALES.split()))
        ]
    return people

"""What the labels of each field say, for :mod:`classifiers.fields.meanings`."""

from classifiers.fields.phrases import meaning

_WHOSE = "client applicant person principal holder"

FAMILY_NAME = (
    meaning("surname", f"family name birth {_WHOSE}"),
    meaning("family name", f"birth full {_WHOSE}"),
    meaning("name birth", f"family surname {_WHOSE}"),
)
GIVEN_NAME = (
    meaning("forename", f"given full birth receipt {_WHOSE}"),
    meaning("given name", f"forename full birth receipt {_WHOSE}"),
)
FULL_NAME = (
    meaning("name full", _WHOSE),
    meaning("name forename", f"surname family given full {_WHOSE}"),
    meaning("name given family", f"full {_WHOSE}"),
    meaning("surname given", f"name forename family full {_WHOSE}"),
    meaning("surname forename", f"name given family full {_WHOSE}"),
    meaning("name applicant", _WHOSE),
    meaning("name client", _WHOSE),
    meaning("name person", _WHOSE),
    meaning("applicant principal"),
    meaning("person", "client applicant principal"),
    meaning("recipient", f"name full {_WHOSE}"),
)
RESIDENT_NAME = (
    *FULL_NAME,
    meaning("tenant", "name full principal"),
    meaning("holder account", "name full principal client service"),
    meaning("holder", "name full principal client"),
    meaning("name account", "full"),
    meaning("name holder", "full account licence"),
)
PAYER_NAME = (*FULL_NAME, meaning("payer", "name full"), meaning("name holder", "method"))
SPOUSE_NAME = (
    meaning("spouse", "name full first given"),
    meaning("spouse name", "full first given birth"),
)
MARRIAGE_DATE = (meaning("marriage date", "start entry first"),)
BIRTH_DATE = (meaning("birth", f"date {_WHOSE}"),)
SEX = (meaning("sex", _WHOSE),)
CITIZENSHIP = (meaning("citizenship", f"country {_WHOSE}"),)
UCI = (
    meaning("uci", f"number unique reference {_WHOSE}"),
    meaning("client number", f"unique uci {_WHOSE}"),
    meaning("client unique", f"number uci {_WHOSE}"),
)
APPLICATION_NUMBER = (
    meaning("application number", f"file reference {_WHOSE}"),
    meaning("file number", f"application reference {_WHOSE}"),
    meaning("application reference", f"number {_WHOSE}"),
)
FILE_NUMBER = (
    meaning("file number", f"authority immigration application {_WHOSE}"),
    meaning("file authority", "number"),
    meaning("file", "application client"),
)
REFERENCE_NUMBER = (
    meaning("reference", f"number {_WHOSE}"),
    meaning("number person", _WHOSE),
)
LETTER_REFERENCE = (*REFERENCE_NUMBER, *FILE_NUMBER, meaning("reference file", "number"))
PASSPORT_NUMBER = (
    meaning("passport number", f"travel document {_WHOSE}"),
    meaning("travel document", f"number passport {_WHOSE}"),
)
PERMIT_NUMBER = (
    meaning("document number", "permit visa letter"),
    meaning("permit number", "document"),
)
ENTRY_NUMBER = (*PERMIT_NUMBER, meaning("visa number"), meaning("eta number", "travel travelling"))
LICENCE_NUMBER = (
    meaning("licence number", "permit file"),
    meaning("permit number", "licence file"),
    meaning("file number", "licence permit"),
)
RECEIPT_NUMBER = (
    meaning("receipt number", "official paid transaction"),
    meaning("transaction number", "receipt official paid"),
    meaning("receipt official", "number"),
    meaning("transaction reference", "number receipt paid"),
    meaning("bill number", "receipt paid"),
)
_PAPER = "document permit visa"
ISSUE_DATE = (meaning("date issue", _PAPER), meaning("issue", _PAPER))
EXPIRY_DATE = (
    meaning("expiry", f"date end validity {_PAPER}"),
    meaning("validity until", f"date {_PAPER}"),
    meaning("validity end", f"date {_PAPER}"),
    meaning("end", f"date validity {_PAPER}"),
    meaning("last date", f"validity {_PAPER}"),
)
UNTIL_DATE = (
    *EXPIRY_DATE,
    meaning("until", "date validity work eta permit condition"),
    meaning("work until", "eta validity permit date"),
    meaning("end eta", "date work"),
    meaning("eta validity", "work until date"),
)
LETTER_DATE = (
    meaning("date"),
    meaning("date letter", "sent issue"),
    meaning("date sent", "letter"),
    meaning("issue", "date letter"),
)
BILL_DATE = (
    *LETTER_DATE,
    meaning("date bill", "issue account"),
    meaning("date issue", "bill account letter"),
    meaning("period end", "date bill account"),
    meaning("bill", "account"),
)
PAYMENT_DATE = (
    meaning("date paid", "receipt transaction"),
    meaning("date transaction", "paid receipt"),
    meaning("date receipt", "paid issue official"),
    meaning("date issue", "receipt"),
)
RECEIVED_DATE = (
    meaning("receipt", f"date application file {_WHOSE}"),
    meaning("submission", f"date application file submitter {_WHOSE}"),
)
DEADLINE = (
    meaning("limit", "date application submission applicant client person receipt"),
    meaning("validity until", "application date letter"),
    meaning("expiry", "date letter validity"),
    meaning("end", "date validity"),
    meaning("last date", "application submission validity"),
)
START_DATE = (
    meaning("start", "date lease"),
    meaning("lease start", "date"),
    meaning("from", "date lease"),
    meaning("start entry", "date lease"),
    meaning("first date", "given lease residence dwelling"),
)
CATEGORY = (
    meaning("category", "immigration programme"),
    meaning("programme immigration", "category"),
)
VISA_CATEGORY = (meaning("category", "visa type"), meaning("visa type", "category"))
CASE_TYPE = (meaning("type file", "category"), meaning("category file", "type"))
PROVINCE = (meaning("province", "destination residence work"),)
ADDRESS = (
    meaning("address", f"residence mailing service dwelling lease tenant place {_WHOSE}"),
    meaning("dwelling", "residence service lease place served"),
    meaning("service place", "residence dwelling"),
    meaning("served", "place residence dwelling service"),
    meaning("residence", "place"),
)
AMOUNT = (
    meaning("amount", "paid official transaction receipt"),
    meaning("paid", "amount transaction"),
)

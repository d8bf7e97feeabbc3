"""Fields that Word works out by itself."""

from flipdesk.documents.xml_text import run


def field(instruction: str) -> str:
    """Return the runs of a field such as PAGE, showing 1 until it is worked out."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def page_of_pages(sentence: str) -> str:
    """Return the runs of a sentence such as "Side {page} af {pages}"."""
    before, _, rest = sentence.partition("{page}")
    between, _, after = rest.partition("{pages}")
    words = (run(part) if part else "" for part in (before, between, after))
    return next(words) + field("PAGE") + next(words) + field("NUMPAGES") + next(words)

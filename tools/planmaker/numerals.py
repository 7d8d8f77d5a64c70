"""Chinese numerals, for the names of grids."""

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 1 to 999 as it is read: 5 五, 12 十二, 105 一百零五, 110 一百一十."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif ones and hundreds:
        text += DIGITS[0]
    return text + (DIGITS[ones] if ones else "")

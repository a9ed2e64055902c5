"""Writes an export of a channel in both forms of Telegram Desktop (see README.md). The same bytes on each run."""
import datetime
import html
import json
import pathlib

from PIL import Image

HERE = pathlib.Path(__file__).parent
NAME = "Вісник Заріччя"
OWN = ("text_link", NAME, "https://t.me/visnyk_zarichchia")
PAGE = 10  # messages of a page; 1,000 in the program
EET = datetime.timezone(datetime.timedelta(hours=2))


def at(day, clock):
    return datetime.datetime.fromisoformat(f"2025-03-{day:02} {clock}").replace(tzinfo=EET)


def photo(number, when):
    return f"photos/photo_{number}@{when:%d-%m-%Y_%H-%M-%S}.jpg"


MESSAGES = [
    dict(id=1, at=at(4, "08:00:00"), service="create_channel"),
    dict(id=2, at=at(4, "14:57:10"), photo=1, text=[
        "⚡️", ("bold", "Заріччя полагодить міст через Вербівку"),
        "\n\nМіська рада Заріччя у вівторок, 4 березня, схвалила кошторис на ремонт мосту через Вербівку. Роботи коштуватимуть "
        "дванадцять мільйонів гривень, повідомила ", ("text_link", "пресслужба ради", "https://rada.zarichchia.example/n/17"),
        ".\n\n«Ми почнемо у квітні й закінчимо до осені», — сказала очільниця громади Ія Ланова.\n\n", OWN]),
    dict(id=3, at=at(4, "15:02:40"), text=[
        "Школу в Лугах закрито на тиждень через несправний котел, повідомила громада. Діти вчитимуться вдома."]),
    dict(id=4, at=at(4, "18:30:05"), photo=2, text=[
        "Так тепер виглядає берег Вербівки: вода зійшла й лишила пісок на лузі & на дорозі."]),
    dict(id=5, at=at(4, "18:30:05"), photo=3, text=[]),
    dict(id=6, at=at(4, "18:30:05"), photo=4, text=[]),
    dict(id=7, at=at(4, "18:31:00"), service="pin_message", about=2),
    dict(id=8, at=at(5, "09:00:00"), forwarded="Луги онлайн", text=[
        ("bold", "Котел у школі замінять до п’ятниці"),
        "\nНовий котел привезли в Луги вранці 5 березня. Його встановить місцеве підприємство."]),
    dict(id=9, at=at(5, "09:40:00"), photo=5, text=[]),
    dict(id=10, at=at(5, "12:15:59"), edited=at(5, "12:40:00"), text=[
        "Ія Ланова про міст:\n", ("blockquote", "Ми довго шукали гроші.\nТепер вони є."), "\nПодробиці згодом. ", ("hashtag", "#міст")]),
    dict(id=11, at=at(6, "10:00:00"), poll=("Чи їздите ви мостом щодня?", ["Так, щодня", "Лише у вихідні", "Ні"]), text=[]),
    dict(id=12, at=at(6, "16:20:30"), signature="Лев Орт", text=[
        "На Вербівці відкрили тимчасовий пором\n\nПором ходить щогодини з шостої ранку. Перевезення безкоштовне, сказав ",
        ("mention", "@lev_ort"), "."]),
    dict(id=13, at=at(6, "16:25:00"), signature="Лев Орт", text=[
        "The ferry across the Verbivka takes forty people and four cars. It runs every hour, the town council said."]),
]


def local(when):
    return when.strftime("%Y-%m-%dT%H:%M:%S")


def piece(part, whole=False):
    if isinstance(part, str):
        return {"type": "plain", "text": part} if whole else part
    kind, text, *href = part
    return {"type": kind, "text": text, **({"href": href[0]} if href else {})}


def as_json():
    messages = []
    for one in MESSAGES:
        when = one["at"]
        said = {"id": one["id"], "type": "service" if "service" in one else "message", "date": local(when),
                "date_unixtime": str(int(when.timestamp()))}
        if "edited" in one:
            said |= {"edited": local(one["edited"]), "edited_unixtime": str(int(one["edited"].timestamp()))}
        if "service" in one:
            said |= {"actor": NAME, "actor_id": "channel1700000001", "action": one["service"]}
            said |= {"title": NAME} if one["service"] == "create_channel" else {"message_id": one["about"]}
        else:
            said |= {"from": NAME, "from_id": "channel1700000001"}
        if "signature" in one:
            said["author"] = one["signature"]
        if "forwarded" in one:
            said["forwarded_from"] = one["forwarded"]
        if "photo" in one:
            said |= {"photo": photo(one["photo"], when), "width": 320, "height": 200}
        if "poll" in one:
            question, answers = one["poll"]
            said["poll"] = {"question": question, "closed": False, "total_voters": 3,
                            "answers": [{"text": answer, "voters": 1, "chosen": False} for answer in answers]}
        parts = one.get("text", [])
        plain = not parts or len(parts) == 1 and isinstance(parts[0], str)
        said["text"] = "".join(parts) if plain else [piece(part) for part in parts]
        said["text_entities"] = [piece(part, True) for part in parts]
        messages.append(said)
    whole = {"name": NAME, "type": "public_channel", "id": 1700000001, "messages": messages}
    return json.dumps(whole, ensure_ascii=False, indent=1)


class Page:
    """Writes tags as the exporter does: each block on a line of its own, indented by its depth."""

    def __init__(self):
        self.open, self.text = [], "<!DOCTYPE html>"

    def tag(self, name, /, empty=False, inline=False, **attributes):
        written = "".join(f' {key.rstrip("_")}="{html.escape(value)}"' for key, value in sorted(attributes.items()))
        start, end = ("", "") if inline else ("\n" + " " * len(self.open), "\n")
        self.text += f"{start}<{name}{written}{'/' if empty else ''}>{end}"
        if not empty:
            self.open.append((name, inline))

    def div(self, name, /, **attributes):
        self.tag("div", class_=name, **attributes)

    def pop(self):
        name, inline = self.open.pop()
        start, end = ("", "") if inline else ("\n" + " " * len(self.open), "\n")
        self.text += f"{start}</{name}>{end}"

    def element(self, name, text, /, **attributes):
        self.div(name, **attributes)
        self.text += text
        self.pop()


def escaped(text):
    return html.escape(text).replace("&#x27;", "&apos;").replace("\n", "<br>")


def formatted(part):
    if isinstance(part, str):
        return escaped(part)
    kind, text, *href = part
    text = escaped(text)
    return {
        "bold": f"<strong>{text}</strong>",
        "blockquote": f"<blockquote>{text}</blockquote>",
        "mention": f'<a href="https://t.me/{text[1:]}">{text}</a>',
        "hashtag": f'<a href="" onclick="return ShowHashtag(&quot;{text[1:]}&quot;)">{text}</a>',
        "text_link": f'<a href="{href[0] if href else ""}">{text}</a>',
    }[kind]


def full(when):
    return when.strftime("%d.%m.%Y %H:%M:%S UTC+02:00")


def userpic(page, name, kind="pull_left userpic_wrap"):
    page.div(kind)
    page.div("userpic userpic1", style="width: 42px; height: 42px")
    page.element("initials", name[0], style="line-height: 42px")
    page.pop()
    page.pop()


def message(page, one, before):
    when = one["at"]
    joined = before and "service" not in before and before["at"].date() == when.date() and (
        before.get("forwarded") == one.get("forwarded") and (when - before["at"]).total_seconds() <= 900)
    page.div("message default clearfix" + (" joined" if joined else ""), id=f"message{one['id']}")
    if not joined:
        userpic(page, NAME)
    page.div("body")
    page.element("pull_right date details", f"{when:%H:%M}", title=full(when))
    if not joined:
        page.element("from_name", NAME + " ")
    if "forwarded" in one:
        userpic(page, one["forwarded"], "pull_left forwarded userpic_wrap")
        page.div("forwarded body")
        page.div("from_name")
        page.text += one["forwarded"] + " "
        page.tag("span", inline=True, class_="date details", title=full(when))
        page.text += f" {when:%d.%m.%Y %H:%M:%S}"
        page.pop()
        page.pop()
    if "photo" in one:
        name = photo(one["photo"], when)
        page.div("media_wrap clearfix")
        page.tag("a", class_="photo_wrap clearfix pull_left", href=name)
        page.tag("img", empty=True, class_="photo", src=name.replace(".jpg", "_thumb.jpg"), style="width: 260px; height: 162px")
        page.pop()
        page.pop()
    if "poll" in one:
        question, answers = one["poll"]
        page.div("media_wrap clearfix")
        page.div("media_poll")
        page.element("question bold", escaped(question))
        page.element("details", "Anonymous poll")
        for answer in answers:
            page.element("answer", f'- {escaped(answer)} <span class="details">1 vote</span>')
        page.element("total details\t", "3 votes")
        page.pop()
        page.pop()
    if one.get("text"):
        page.element("text", "".join(map(formatted, one["text"])))
    if "signature" in one:
        page.element("signature details", one["signature"])
    if "forwarded" in one:
        page.pop()
    page.pop()
    page.pop()


def as_page(messages, number, last):
    page = Page()
    page.tag("html")
    page.tag("head")
    page.tag("meta", empty=True, charset="utf-8")
    page.tag("title", inline=True)
    page.text += "Exported Data"
    page.pop()
    page.tag("meta", empty=True, name="viewport", content="width=device-width, initial-scale=1.0")
    page.tag("link", empty=True, href="css/style.css", rel="stylesheet")
    page.tag("script", src="js/script.js", type="text/javascript")
    page.pop()
    page.pop()
    page.tag("body", onload="CheckLocation();")
    page.div("page_wrap")
    page.div("page_header")
    page.div("content")
    page.element("text bold", NAME + " ")
    page.pop()
    page.pop()
    page.div("page_body chat_page")
    page.div("history")
    if number > 1:
        page.tag("a", class_="pagination block_link", href="messages.html")
        page.text += "Previous messages"
        page.pop()
    before = None
    for one in messages:
        if before is None or before["at"].date() != one["at"].date():
            day = one["at"]
            page.div("message service", id=f"message-{day.day}")
            page.element("body details", f"{day.day} March {day.year}")
            page.pop()
        if "service" in one:
            page.div("message service", id=f"message{one['id']}")
            created = f"Channel &laquo;{NAME}&raquo; created"
            pinned = f'{NAME} pinned <a href="#go_to_message2" onclick="return GoToMessage(2)">this message</a>'
            page.element("body details", created if one["service"] == "create_channel" else pinned)
            page.pop()
        else:
            message(page, one, before)
        before = one
    if not last:
        page.tag("a", class_="pagination block_link", href="messages2.html")
        page.text += "Next messages"
        page.pop()
    while page.open:
        page.pop()
    return page.text


def main():
    (HERE / "result.json").write_text(as_json())
    (HERE / "messages.html").write_text(as_page(MESSAGES[:PAGE], 1, False))
    (HERE / "messages2.html").write_text(as_page(MESSAGES[PAGE:], 2, True))
    (HERE / "photos").mkdir(exist_ok=True)
    for one in MESSAGES:
        if "photo" in one:
            number = one["photo"]
            picture = Image.new("RGB", (320, 200), (40 * number, 150, 220 - 30 * number))
            picture.paste((90, 110, 40 * number), (0, 120 + 5 * number, 320, 200))
            picture.save(HERE / photo(number, one["at"]), quality=70)


main()

"""Writes the PDFs of this folder from the sources beside it: see README.md for the programs."""

import http.server
import os
import pathlib
import subprocess
import tempfile
import threading

import img2pdf
import pikepdf
import typst
import weasyprint
from PIL import Image, ImageDraw, ImageFont
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

HERE = pathlib.Path(__file__).resolve().parent
SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
NOTICE = "Наказ № 7\n\nЗ першого червня рух вулицею Довгою\nу Вербівці буде одностороннім.\nПідписала Марія Довженко."


def browser():
    """A page that Chromium prints, with its address in the foot."""
    os.chdir(HERE)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rule = f"MAP visnyk.example:80 127.0.0.1:{server.server_port}"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--host-resolver-rules={rule}"]
    subprocess.run([*command, f"--print-to-pdf={HERE / 'browser.pdf'}", "http://visnyk.example/page.html"], check=True)
    server.shutdown()


def release():
    """A release that LibreOffice Writer exports."""
    with tempfile.TemporaryDirectory() as folder:
        document = pathlib.Path(folder, "release.odt")
        subprocess.run(["pandoc", HERE / "release.md", "-o", document], check=True)
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", HERE, document], check=True)


def columns():
    """Two columns that Typst sets, without the tree of tags, so that the places of the letters must tell the order."""
    typst.compile(HERE / "columns.typ", output=HERE / "columns.pdf", font_paths=["/usr/share/fonts"])
    with pikepdf.open(HERE / "columns.pdf", allow_overwriting_input=True) as pdf:
        del pdf.Root["/StructTreeRoot"]
        pdf.save(object_stream_mode=pikepdf.ObjectStreamMode.generate)


def plain():
    """Pages with heads and feet that WeasyPrint sets: tagged, and locked in three ways without a password and once with one."""
    weasyprint.HTML(HERE / "plain.html").write_pdf(HERE / "tagged.pdf", pdf_variant="pdf/ua-1")
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder, "plain.pdf")
        weasyprint.HTML(HERE / "plain.html").write_pdf(plain)
        for name, user, bits, more in [
            ("rc4", "", "40", []),
            ("aes-128", "", "128", ["--use-aes=y"]),
            ("aes-256", "", "256", []),
            ("password", "user", "256", []),
        ]:
            locked = ["--allow-weak-crypto", "--encrypt", user, "owner", bits, *more, "--"]
            subprocess.run(["qpdf", *locked, plain, HERE / f"{name}.pdf"], check=True)


def scans():
    """A picture of a page, alone and with the text that a recognizer of letters puts behind it."""
    picture = Image.new("L", (620, 400), 255)
    ImageDraw.Draw(picture).multiline_text((40, 40), NOTICE, font=ImageFont.truetype(SERIF, 22), fill=0)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "scan.png")
        picture.convert("1").save(path)
        (HERE / "scan.pdf").write_bytes(img2pdf.convert(str(path), nodate=True))
        pdfmetrics.registerFont(TTFont("Serif", SERIF))
        page = canvas.Canvas(str(HERE / "recognized.pdf"), pagesize=(420, 271), invariant=1)
        page.drawImage(str(path), 0, 0, 420, 271)
        text = page.beginText()
        text.setTextRenderMode(3)
        text.setFont("Serif", 14)
        for row, line in enumerate(NOTICE.split("\n")):
            text.setTextOrigin(27, 230 - 18 * row)
            text.textOut(line)
        page.drawText(text)
        page.save()


def core():
    """A page in fonts that are not in the file, with a photograph, named like a file."""
    rl_config.useA85 = 0
    photograph = Image.radial_gradient("L").resize((120, 90)).convert("RGB")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "pier.jpg")
        photograph.save(path, quality=60)
        page = canvas.Canvas(str(HERE / "core.pdf"), pagesize=(420, 298), invariant=1)
        page.setFont("Times-Bold", 18)
        page.drawString(40, 250, "Ferry to Ostrov is back")
        page.setFont("Times-Roman", 11)
        page.drawString(40, 220, "The ferry to Ostrov will run again from 3 June, the harbour")
        page.drawString(40, 206, "office said. “We have kept the fare,” said Petra Lindqvist.")
        page.drawImage(ImageReader(str(path)), 40, 90, 120, 90)
        page.setAuthor("Nina Hale")
        page.setTitle("core.doc")
        page.save()


for write in [browser, release, columns, plain, scans, core]:
    write()

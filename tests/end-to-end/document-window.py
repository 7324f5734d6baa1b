# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan becomes an issued document in the window, with a screen, a keyboard and a pointer:
document-window.py TIENDO TIENDOCTL SOURCE-ROOT [PICTURES]. A folder for pictures gets one of each step, and the file."""

import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'tools'))
import authority  # noqa: E402
import pictures  # noqa: E402
import tap  # noqa: E402
import window as driver  # noqa: E402

PROGRAM, COMMAND = sys.argv[1:3]
PICTURES = sys.argv[4] if len(sys.argv) > 4 else None


class Fixture(tap.Program):
    """A workspace with the sample, keys of a leader, a token of the agency, and the program on a desktop."""

    def __init__(self):
        super().__init__(COMMAND)
        self.workspace, self.desktop, self.step = self.file('so.tiendo'), None, 0
        self.run('workspace', 'new', self.workspace, '--sample')
        self.keys = authority.Authority(self.file('keys'))
        self.leader = self.keys.signer('leader', '/C=VN/CN=Lê Thu Hà')
        self.keys.signer('agency', '/C=VN/CN=Sở GDĐT tỉnh Bình Minh')
        pictures.png(self.file('leader.png'), 300, 120, pictures.ink)
        pictures.png(self.file('agency.png'), 212, 212, pictures.stamp, round(212 / 0.036))

    def open(self):
        folder = self.file('desktop')
        os.mkdir(folder)
        desktop = driver.Desktop(folder)
        trust = os.path.join(desktop.env['XDG_DATA_HOME'], 'tiendo', 'trust')
        os.makedirs(trust)
        for name in ('root.pem', 'sub.pem'):  # a token has the certificate of its holder alone
            shutil.copy(self.keys.path(name), trust)
        with open(os.path.join(desktop.env['XDG_CONFIG_HOME'], 'user-dirs.dirs'), 'w', encoding='utf-8') as folders:
            folders.write(f'XDG_DOCUMENTS_DIR="{self.folder}"\n')  # where "Print to File" prints to
        self.desktop = desktop.__enter__()
        window = self.desktop.start([PROGRAM, self.workspace])
        window.find('button', '^Later$').click()
        window.gone('button', '^Later$')
        return window

    def look(self, name):
        self.step += 1
        if PICTURES:
            self.desktop.picture(os.path.join(PICTURES, f'{self.step:02d}-{name}.png'))

    def ctl(self, *words, **kw):
        return self.json('--workspace', self.workspace, *words, **kw)

    def wait(self, state, file=False, document=1):
        def reached():
            return any(found['id'] == document and found['state'] == state and (found['sha256'] or not file)
                       for found in self.ctl('document', 'list')['documents'])
        driver.until(reached, f'the document to be {state}', 40)

    def pick(self, window, path, button):
        """Answers a file dialog; it takes the path only when it has looked into the folder."""
        window.find('button', button)
        self.desktop.keys('ctrl+l')
        self.desktop.keys('ctrl+a')
        self.desktop.type(path)

        def taken():
            self.desktop.keys('Return')
            time.sleep(0.6)
            return not window.all('button', button)
        driver.until(taken, f'the file dialog to take {path}', 20)

    def print(self, window):
        """Prints to a file, and returns what is on the paper."""
        paper = self.file('output.pdf')
        if os.path.exists(paper):
            os.unlink(paper)
        self.desktop.keys('ctrl+p')
        window.find('label', '^Print to File$')
        self.desktop.keys('Tab', 'Down')
        driver.until(lambda: [b for b in window.all('button', '^Print$') if b.sensitive()], 'the printer')
        self.desktop.keys('alt+p')

        def text():
            done = subprocess.run(['pdftotext', '-layout', paper, '-'], capture_output=True, text=True, check=False)
            return done.returncode == 0 and done.stdout
        return driver.until(text, 'the paper', 30)

    def menu(self, window, letter):
        """Chooses what the letter stands for: a menu has no place on the screen that could be asked for."""
        window.all('button', '^More$')[-1].click()
        time.sleep(1)
        self.desktop.keys(letter)

    def sign(self, window, secret, picture):
        window.find('button', '^Choose the Picture').click()
        self.pick(window, self.file(picture), '^Choose$')
        window.all('any', '^Password or PIN$')[-1].click()
        self.desktop.type(secret)
        self.desktop.keys('Return')

    def close(self):
        if self.desktop:
            self.look('end')
            self.desktop.__exit__()
        self.keys.close()
        super().close()


def test_issue(fixture):
    """Checked, numbered, signed from a file, sealed from a token, verified, issued, registered, tampered with."""
    module, _ = fixture.keys.token('Dau co quan', ['agency'])
    if not module or not os.path.exists('/usr/share/p11-kit/modules/softhsm2.module'):
        raise tap.Skip('SoftHSM is not set up')
    window, desktop = fixture.open(), None
    desktop = fixture.desktop
    window.find('row', '^Plans$').click()
    window.find('label', '^Công tác cải cách hành chính').click(2)
    window.find('button', '^Submit…$').click()
    window.find('button', '^Check$').click()
    fixture.wait('checked')
    window.find('button', '^Submit…$').click()
    window.find('button', '^Submit$').click()
    fixture.wait('submitted')
    window.find('button', '^Number…$').click()
    window.find('button', '^Number$').click()
    fixture.wait('numbered', file=True)
    fixture.look('numbered')

    window.find('button', '^Sign…$').click()
    window.find('button', '^Choose the Key File').click()
    fixture.pick(window, fixture.leader, '^Choose$')
    fixture.sign(window, 'sai', 'leader.png')
    window.find('label', 'password', seconds=20)
    fixture.look('wrong-password')
    assert fixture.ctl('document', 'list')['documents'][0]['state'] == 'numbered'
    window.all('any', '^Password or PIN$')[-1].click()
    desktop.type('1234')
    desktop.keys('Return')
    fixture.wait('signed')

    window.find('button', '^Seal…$').click()
    window.find('label', r'^A file \(PKCS#12\)$').click()
    window.find('label', r'^A token \(PKCS#11\)$')
    desktop.keys('Down')
    desktop.keys('Return')
    driver.until(lambda: [b for b in window.all('button', '^Seal$') if b.sensitive()], 'the token to be found')
    fixture.sign(window, '5678', 'agency.png')
    fixture.wait('sealed')
    window.find('any', '^The document is valid and whole$')
    fixture.look('sealed')

    window.find('button', '^Issue…$').click()
    window.find('button', '^Issue$').click()
    fixture.wait('issued')
    fixture.look('issued')

    window.reach('^Preview: Page 1/')
    desktop.keys('ctrl+plus')
    window.find('any', r'^Zoom: \d+ %$')
    desktop.keys('ctrl+0')
    window.find('any', '^Zoom: Fit text$')
    desktop.wheel(desktop.size[0] // 2, desktop.size[1] // 2, 2, 'ctrl')
    window.find('any', r'^Zoom: \d+ %$')
    desktop.keys('ctrl+0')
    window.find('any', '^Zoom: Fit text$')

    if shutil.which('pdftotext'):
        paper = fixture.print(window)
        assert '12/KH-SGDĐT' in paper and 'Lê Thu Hà' in paper, paper[:500]

    out, bad, book = (fixture.file(name) for name in ('out.pdf', 'bad.pdf', 'so.pdf'))
    fixture.ctl('document', 'export', 1, out)
    verified = fixture.json('pdf', 'verify', out, '--trust', fixture.keys.path('root.pem'),
                            '--trust', fixture.keys.path('sub.pem'))
    assert verified['valid'] and len(verified['signatures']) == 2, verified
    if PICTURES:
        shutil.copy(out, PICTURES)
    data = bytearray(open(out, 'rb').read())
    data[len(data) // 3] ^= 1
    open(bad, 'wb').write(data)

    window.find('button', '^Back to the register$').click()
    window.find('button', '^Export the Register…$').click()
    fixture.pick(window, book, '^Save$')
    driver.until(lambda: os.path.exists(book) and os.path.getsize(book), 'the register', 30)
    if shutil.which('pdftotext'):
        text = subprocess.run(['pdftotext', book, '-'], capture_output=True, text=True, check=True).stdout
        assert 'SỔ ĐĂNG KÝ VĂN BẢN ĐI' in text and '12/KH' in text
        paper = fixture.print(window)
        assert 'SỔ ĐĂNG KÝ VĂN BẢN ĐI' in paper and '12/KH' in paper, paper[:500]
    window.find('button', '^Verify a PDF…$').click()
    fixture.pick(window, bad, '^Open$')
    window.find('any', '^The document is not valid$', seconds=30)
    fixture.look('tampered')

    window.find('button', '^Back to the register$').click()
    window.find('label', '^12/KH').click(2)
    window.find('any', '^The document is valid and whole$')
    fixture.menu(window, 'w')
    window.find('any', '^Reason$').click()
    desktop.type('Ban hành nhầm')
    window.find('button', '^Withdraw$').click()
    fixture.wait('withdrawn')
    window.find('any', '^Seal: The agency')  # it shows how far it had come
    fixture.look('withdrawn')
    window.close()


def test_elsewhere(fixture):
    """The prepared file is signed by another program and taken back; one that was changed is not."""
    document = fixture.ctl('plan', 'issue', 1)['id']
    window = fixture.open()
    out, half, signed, bad, pin = (fixture.file(name) for name in ('di.pdf', 'mot.pdf', 've.pdf', 'sai.pdf', 'pin'))
    open(pin, 'w', encoding='utf-8').write('1234\n')
    window.find('row', '^Documents$').click()
    window.find('label', '^12/KH').click(2)
    window.find('image', '^Preview: Page 1/')
    fixture.menu(window, 's')
    fixture.pick(window, out, '^Save$')
    driver.until(lambda: os.path.exists(out) and os.path.getsize(out), 'the prepared file', 30)
    for source, target, role, name in ((out, half, 'person', 'leader'), (half, signed, 'organisation', 'agency')):
        fixture.run('pdf', 'sign', source, target, '--role', role, '--p12', fixture.keys.path(f'{name}.p12'),
                    '--secret-file', pin, '--image', fixture.file(f'{name}.png'))
    data = bytearray(open(signed, 'rb').read())
    data[300] ^= 4
    open(bad, 'wb').write(data)
    fixture.menu(window, 't')
    fixture.pick(window, bad, '^Open$')
    window.find('label', '^The file was not taken$', seconds=30)
    fixture.look('changed-elsewhere')
    assert fixture.ctl('document', 'show', document)['state'] == 'numbered'
    desktop = fixture.desktop
    desktop.keys('Escape')
    fixture.menu(window, 't')
    fixture.pick(window, signed, '^Open$')
    fixture.wait('sealed')
    window.find('any', '^The document is valid and whole$')
    fixture.look('taken-back')
    window.close()


def test_replace(fixture):
    """A new version of an issued plan is made, signed, and takes its place."""
    pin = fixture.file('pin')
    open(pin, 'w', encoding='utf-8').write('1234\n')
    keys = [('sign', 'leader'), ('seal', 'agency')]
    old = str(fixture.ctl('plan', 'issue', 1)['id'])
    for act, name in keys:
        fixture.ctl('document', act, old, '--p12', fixture.keys.path(f'{name}.p12'), '--secret-file', pin,
                    '--image', fixture.file(f'{name}.png'))
    fixture.ctl('document', 'issue', old, '--trust', fixture.keys.path('root.pem'),
                '--trust', fixture.keys.path('sub.pem'))
    window = fixture.open()
    window.find('row', '^Documents$').click()
    window.find('label', '^12/KH').click(2)
    window.find('any', '^The document is valid and whole$')
    fixture.menu(window, 'o')
    window.find('button', '^Check$').click()
    fixture.wait('checked', document=2)
    for act, state in (('Submit', 'submitted'), ('Number', 'numbered')):
        window.find('button', f'^{act}…$').click()
        window.find('button', f'^{act}$').click()
        fixture.wait(state, state == 'numbered', 2)
    for (act, name), state in zip(keys, ('signed', 'sealed')):
        window.find('button', f'^{act.capitalize()}…$').click()
        window.find('button', '^Choose the Key File').click()
        fixture.pick(window, fixture.keys.path(f'{name}.p12'), '^Choose$')
        fixture.sign(window, '1234', f'{name}.png')
        fixture.wait(state, document=2)
    window.find('button', '^Issue…$').click()
    window.find('button', '^Issue$').click()
    fixture.wait('issued', document=2)
    fixture.look('issued-again')
    assert fixture.ctl('document', 'show', old)['state'] == 'replaced'
    window.find('button', '^Back to the register$').click()
    window.find('label', '^13/KH')
    window.find('label', '^Replaced$')
    fixture.look('replaced')
    window.close()


def test_numbers(fixture):
    """A number is kept and given back, a series is made, filled in and deleted."""
    window = fixture.open()
    keys = fixture.desktop.keys
    window.find('row', '^Documents$').click()
    window.find('button', '^Kept Numbers…$').click()
    window.find('label', '^No number is kept')
    for what in ('Kiểm tra', 'Tập huấn'):
        fixture.desktop.type(what)
        keys('Return')
        window.find('label', f'^kept · {what} ·')
    window.find('button', r'^Give back number 02/').click()
    window.find('label', '^given back: free · Tập huấn')
    window.find('button', '^Add a series$').click()
    window.find('label', '^QĐ$')
    fixture.look('numbers')
    series = fixture.ctl('record', 'list', 'number_series')['records']
    assert [one['doc_types'] for one in series] == ['QĐ'], series
    window.find('button', '^Delete the series$').click()
    window.find('label', '^All documents of a year are counted together')
    keys('Escape')
    window.close()


def test_text_alone(fixture):
    """A file from elsewhere is signed as an electronic copy: text alone, shown and saved at once."""
    window = fixture.open()
    source, out = fixture.file('ban-goc.pdf'), fixture.file('sao-y.pdf')
    fixture.run('--workspace', fixture.workspace, 'plan', 'export', 1, source)
    window.find('row', '^Documents$').click()
    window.find('button', '^Verify a PDF…$').click()
    fixture.pick(window, source, '^Open$')
    window.find('any', '^Nobody has signed this file$', seconds=30)
    fixture.menu(window, 'a')  # an annex says which document it belongs to
    window.find('button', '^Choose the Key File').click()
    fixture.pick(window, fixture.keys.path('agency.p12'), '^Choose$')
    window.all('any', '^Password or PIN$')[-1].click()
    fixture.desktop.type('1234')
    fixture.desktop.keys('Return')
    window.find('label', '^Write the number and symbol of the document')
    fixture.look('annex-without-number')
    fixture.desktop.keys('Escape')
    window.gone('button', '^Choose the Key File')
    fixture.menu(window, 'c')
    window.find('button', '^Choose the Key File').click()
    fixture.pick(window, fixture.keys.path('agency.p12'), '^Choose$')
    fixture.look('copy')
    window.all('any', '^Password or PIN$')[-1].click()
    fixture.desktop.type('1234')
    fixture.desktop.keys('Return')
    fixture.pick(window, out, '^Save$')
    driver.until(lambda: os.path.exists(out) and os.path.getsize(out), 'the signed file', 30)
    window.find('any', '^The document is valid and whole$')
    fixture.look('copied')
    fixture.keys.make('other', '/C=VN/CN=Other Root', authority.ISSUES, issuer=None)
    fixture.menu(window, 'n')  # for this time, an authority that has nothing to do with it
    fixture.pick(window, fixture.keys.path('other.pem'), '^Open$')
    window.find('any', '^It cannot be said who signed$')
    window.find('label', 'only the authority of the file “other.pem”')
    fixture.look('another-authority')
    verified = fixture.json('pdf', 'verify', out, '--trust', fixture.keys.path('root.pem'))
    assert verified['valid'] and verified['signatures'][0]['coverage'] == 'whole', verified
    if shutil.which('pdftotext'):
        text = subprocess.run(['pdftotext', '-l', '1', out, '-'], capture_output=True, text=True, check=True).stdout
        assert 'SAO Y; Sở Giáo dục và Đào tạo' in text, text


if __name__ == '__main__':
    reason = driver.missing()
    if reason:
        print(f'1..0 # SKIP {reason}')
        sys.exit(77)
    sys.exit(tap.main(globals(), Fixture))

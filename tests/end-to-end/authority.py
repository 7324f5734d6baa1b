# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorities, keys, timestamps and tokens of a test's own, made with openssl and SoftHSM."""

import http.server
import os
import subprocess
import threading

SOFTHSM = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so"]
SIGNS = "keyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection\n"
ISSUES = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
STAMPS = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"
IDS = "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
CONFIG = """[ca]
default_ca = a
[a]
dir = .
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = p
unique_subject = no
[p]
countryName = optional
organizationName = optional
commonName = supplied
[t]
serial = tsa.serial
signer_cert = tsa.pem
signer_key = tsa.key
certs = sub.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
[req]
distinguished_name = n
[n]
"""


def run(*argv, cwd=None, data=None):
    done = subprocess.run(argv, cwd=cwd, input=data, capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(argv)}: {done.returncode}\n"
                             f"{done.stderr.decode('utf-8', 'replace')}")
    return done.stdout


class Authority:
    """A root, an authority below it, and who they certify; all files lie in one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.server = None
        os.makedirs(folder, exist_ok=True)
        self.write("openssl.cnf", CONFIG)
        self.write("index.txt", "")
        self.write("tsa.serial", "01\n")
        self.write("secret", "1234\n")
        self.make("root", "/C=VN/CN=Test Root", ISSUES, issuer=None)
        self.make("sub", "/C=VN/CN=Test Sub", ISSUES + IDS, issuer="root")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def openssl(self, *argv, data=None):
        return run("openssl", *argv, cwd=self.folder, data=data)

    def make(self, name, subject, extensions, issuer="sub", key="ec", key_of=None, dates=None,
             serial=None):
        """Files NAME.key, NAME.pem and NAME.p12 (password 1234)."""
        self.write(name + ".ext", extensions)
        if key_of:
            with open(self.path(key_of + ".key"), encoding="utf-8") as file:
                self.write(name + ".key", file.read())
        elif key == "rsa":
            self.openssl("genrsa", "-out", name + ".key", "2048")
        else:
            self.openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", name + ".key")
        self.openssl("req", "-new", "-utf8", "-config", "openssl.cnf", "-key", name + ".key",
                     "-subj", subject, "-out", name + ".csr")
        start, end = dates or ("20200101000000Z", "20450101000000Z")
        if serial:
            self.write("index.txt", "")
            self.write("serial.txt", serial + "\n")
        config = self.path("openssl.cnf")
        if serial:
            self.write("serial.cnf", CONFIG.replace("rand_serial = yes", "serial = serial.txt"))
            config = self.path("serial.cnf")
        above = ["-cert", issuer + ".pem", "-keyfile", issuer + ".key"] if issuer else \
            ["-selfsign", "-keyfile", name + ".key"]
        self.openssl("ca", "-batch", "-utf8", "-config", config, *above, "-in", name + ".csr", "-out", name + ".pem",
                     "-startdate", start, "-enddate", end, "-extfile", name + ".ext", "-notext",
                     "-preserveDN")
        if not os.path.exists(self.path("sub.pem")):
            return
        self.openssl("pkcs12", "-export", "-inkey", name + ".key", "-in", name + ".pem",
                     "-certfile", "sub.pem", "-out", name + ".p12", "-passout", "pass:1234")

    def signer(self, name, subject="/C=VN/CN=Nguyễn Văn An", **more):
        self.make(name, subject, SIGNS + IDS, **more)
        return self.path(name + ".p12")

    def der(self, name):
        return self.openssl("x509", "-in", name + ".pem", "-outform", "DER")

    # -- timestamps

    def start_tsa(self, extensions=STAMPS):
        """An RFC 3161 authority on the loopback interface; returns its address."""
        self.make("tsa", "/C=VN/CN=Test TSA", extensions + IDS, key="rsa")
        authority = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # the name is given by the library
                query = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path == "/broken":
                    reply = b"no timestamp"
                elif self.path == "/other":
                    reply = authority.stamp(authority.query(b"something else"))
                else:
                    reply = authority.stamp(query)
                self.send_response(503 if self.path == "/closed" else 200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_):
                """Nothing on standard error."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_address[1]}/tsa"

    def query(self, data):
        with open(self.path("data.bin"), "wb") as file:
            file.write(data)
        return self.openssl("ts", "-query", "-data", "data.bin", "-sha256", "-cert")

    def stamp(self, query):
        with open(self.path("query.tsq"), "wb") as file:
            file.write(query)
        return self.openssl("ts", "-reply", "-config", "openssl.cnf", "-section", "t",
                            "-queryfile", "query.tsq")

    # -- tokens

    def token(self, label, keys, pin="5678"):
        """A SoftHSM token with the keys and certificates named; returns module and environment."""
        module = next((path for path in SOFTHSM if os.path.exists(path)), None)
        if module is None:
            return None, None
        os.makedirs(self.path("tokens"), exist_ok=True)
        self.write("softhsm.conf", f"directories.tokendir = {self.path('tokens')}\n"
                                   "objectstore.backend = file\nlog.level = ERROR\n")
        env = {"SOFTHSM2_CONF": self.path("softhsm.conf")}
        os.environ.update(env)
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", pin, "--so-pin",
            "87654321")
        for number, name in enumerate(keys, 1):
            identity = f"{number:02d}"
            self.openssl("pkcs8", "-topk8", "-nocrypt", "-in", name + ".key", "-out", name + ".p8")
            run("softhsm2-util", "--import", self.path(name + ".p8"), "--token", label, "--label",
                name, "--id", identity, "--pin", pin)
            with open(self.path(name + ".der"), "wb") as file:
                file.write(self.der(name))
            run("pkcs11-tool", "--module", module, "--login", "--pin", pin, "--token-label", label,
                "--write-object", self.path(name + ".der"), "--type", "cert", "--id", identity,
                "--label", name)
        return module, env

    def close(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()

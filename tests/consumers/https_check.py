"""SERVICE over https, from a server whose certificate the machine does not know until it is told.

https_check.py CASEGRAPH: makes an authority and a certificate with the program openssl, serves with it on this machine, and asks.
"""

import http.server
import os
import ssl
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROWS = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"over https"}}]}}'


class Endpoint(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-type", "application/sparql-results+json")
        self.send_header("content-length", str(len(ROWS)))
        self.end_headers()
        self.wfile.write(ROWS)

    def log_message(self, *_):
        pass


def certificates(folder):
    """An authority (ca.pem) and a certificate of this machine's by it (server.pem, server.key)."""
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n")
    new = ["-newkey", "rsa:2048", "-nodes", "-keyout"]
    for command in (
        ["req", "-x509", *new, "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=authority"],
        ["req", *new, "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1"],
        ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.pem",
         "-days", "2", "-extfile", "names"],
    ):
        subprocess.run(["openssl", *command], cwd=folder, check=True, capture_output=True, timeout=60)


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        certificates(folder)
        (folder / "a.txt").write_text("桂林市优化营商环境\n\n桂林市行政审批局将企业开办时间压缩至1个工作日。\n", encoding="utf-8")
        build = [program, "build", "a.txt", "--data", "data"]
        subprocess.run(build, cwd=folder, check=True, capture_output=True, timeout=60)
        server = http.server.HTTPServer(("127.0.0.1", 0), Endpoint)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def ask(host, **variables):
            query = f"SELECT ?n {{ SERVICE <https://{host}:{server.server_port}/sparql> {{ ?s ?p ?n }} }}"
            command = [program, "query", "-e", query, "--data", "data", "--allow-service", "127.0.0.1:*", "--format", "csv"]
            environment = {**os.environ, **variables}
            return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)

        for host in ("127.0.0.1", "localhost"):
            told = ask(host, SSL_CERT_FILE=str(folder / "ca.pem"))
            assert told.returncode == 0 and "over https" in told.stdout, told.stderr
        untold = ask("127.0.0.1")
        assert untold.returncode == 2 and "cannot be reached by https" in untold.stderr, untold.stderr
        wrong = ask("127.0.0.2", SSL_CERT_FILE=str(folder / "ca.pem"))
        assert wrong.returncode == 2 and "not allowed" in wrong.stderr, wrong.stderr
        server.shutdown()
    print("an endpoint is asked over https where its authority is trusted, and not where it is not")


if __name__ == "__main__":
    main()

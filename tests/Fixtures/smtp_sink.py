"""A mail server for tests: Debian's aiosmtpd on the loopback. Prints «ready», then one JSON line per message; ends when its input ends.

Usage: smtp_sink.py PORT [--login USER:PASSWORD] [--tls CERTIFICATE KEY]
Mailboxes «unknown…» do not exist (550), «busy…» are busy (451), «gone…» make the server hang up.
"""
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Mailboxes:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("unknown"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("busy"):
            return "451 4.7.1 Come back later"
        if address.startswith("gone"):
            server.transport.close()
            return "421 4.3.2 Closing"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        print(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None,
            "content": base64.b64encode(envelope.content).decode(),
        }), flush=True)
        return "250 OK"


async def main(arguments):
    options = {"hostname": "sink.example", "enable_SMTPUTF8": True}
    if "--login" in arguments:
        login = arguments[arguments.index("--login") + 1].split(":", 1)

        def check(server, session, envelope, mechanism, data):
            given = [data.login.decode(), data.password.decode()]
            return AuthResult(success=given == login)

        options.update(authenticator=check, auth_required=True, auth_require_tls=False)
    if "--tls" in arguments:
        at = arguments.index("--tls")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments[at + 1], arguments[at + 2])
        options["tls_context"] = context
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Mailboxes(), **options), "127.0.0.1", int(arguments[0]))
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main(sys.argv[1:]))

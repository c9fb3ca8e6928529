"""Who a client certificate speaks for: its URI `agenthall://<workspace>/<role>/<name>` among the alternative names.

Whether the certificate is genuine was settled by TLS when the connection began; here it is only read. One without such
a URI names nobody, which is no fault: it opens the connection, and an API key or a token says who calls. One with two,
or with one that is not of this form, is refused, so that nobody has to guess which was meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cryptography import x509

from agenthall_server.errors import CredentialsInvalid
from agenthall_server.roles import ROLE_OF_WORD
from agenthall_server.scope import WORKSPACE_NAME

_FORM = re.compile(r"agenthall://([^/]+)/([a-z]+)/([A-Za-z0-9._-]{1,100})\Z")


@dataclass(frozen=True, slots=True)
class NamedByCertificate:
    """What the URI says, and until when the certificate holds."""

    name: str
    workspace: str
    role: str
    expire_us: int


def read_certificate(pem: bytes) -> NamedByCertificate | None:
    """None where it names nobody. Raises CredentialsInvalid."""
    try:
        certificate = x509.load_pem_x509_certificate(pem)
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    except x509.ExtensionNotFound:
        return None
    except ValueError as error:
        raise CredentialsInvalid("the client certificate cannot be read") from error
    ours = [uri for uri in uris if uri.lower().startswith("agenthall:")]
    if not ours:
        return None
    matched = _FORM.match(ours[0])
    if len(ours) > 1 or not matched or not WORKSPACE_NAME.match(matched[1]) or matched[2] not in ROLE_OF_WORD:
        raise CredentialsInvalid(
            "the client certificate must hold one URI of the form agenthall://<workspace>/<role>/<name>, "
            f"with one of the roles {', '.join(ROLE_OF_WORD)}"
        )
    expire_us = int(certificate.not_valid_after_utc.timestamp()) * 1_000_000
    return NamedByCertificate(matched[3], matched[1], ROLE_OF_WORD[matched[2]], expire_us)

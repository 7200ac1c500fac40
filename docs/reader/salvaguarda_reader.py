#!/usr/bin/env python3
"""Reads a Salvaguarda repository without Salvaguarda: lists backups, restores a stream, proves every byte on the way.

Written from docs/repository-format.md alone. Needs Python 3.9, `pip install cryptography zstandard`, and argon2-cffi
where cryptography is older than 44. DIR is a directory repository, or the bucket's files below the repository's prefix.

    salvaguarda_reader.py DIR list
    salvaguarda_reader.py DIR extract shop/logical/2026-01-02_02-00-00-1a2b3c --stream dump --to shop.dump
"""
import argparse, getpass, hashlib, hmac, json, os, pathlib, re, sys, unicodedata, uuid
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_pem_private_key

BACKUP = re.compile(r"[a-z0-9][a-z0-9-]{0,62}/(logical|physical|bucket)/\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d-[0-9a-z]{4,32}")


class Wrong(Exception):
    """The repository is not as the format says, or what was asked for is not there."""


def require(holds, what):
    if not holds:
        raise Wrong(what)


def mac(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def expand(prk, info, size):  # HKDF-Expand of RFC 5869
    result = block = b""
    for i in range(1, -(-size // 32) + 1):
        block = mac(prk, block, info, bytes([i]))
        result += block
    return result[:size]


def argon2id(passphrase, kdf):
    settings = int(kdf["iterations"]), int(kdf["memoryKib"]), int(kdf["lanes"])
    try:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
        return Argon2id(salt=bytes.fromhex(kdf["salt"]), length=32, iterations=settings[0],
                        memory_cost=settings[1], lanes=settings[2]).derive(passphrase)
    except ImportError:
        from argon2.low_level import Type, hash_secret_raw
        return hash_secret_raw(passphrase, bytes.fromhex(kdf["salt"]), *settings, 32, Type.ID)


def hpke_open(private, enc, sealed, info):  # RFC 9180, base mode, X25519, HKDF-SHA256, AES-256-GCM
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"
    extract = lambda who, salt, label, ikm: mac(salt, b"HPKE-v1", who, label, ikm)
    derive = lambda who, prk, label, text, n: expand(prk, n.to_bytes(2, "big") + b"HPKE-v1" + who + label + text, n)
    both = private.exchange(X25519PublicKey.from_public_bytes(enc))
    context = enc + private.public_key().public_bytes_raw()
    shared = derive(kem, extract(kem, b"", b"eae_prk", both), b"shared_secret", context, 32)
    schedule = b"\x00" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    secret = extract(suite, shared, b"secret", b"")
    key, nonce = derive(suite, secret, b"key", schedule, 32), derive(suite, secret, b"base_nonce", schedule, 12)
    return AESGCM(key).decrypt(nonce, sealed, b"")


def unwrap(recipient, repository, passphrase, key_file):
    """The master key, or None when this recipient is another."""
    kind, field = recipient["kind"], lambda name: bytes.fromhex(recipient[name])
    try:
        if kind == "passphrase" and passphrase is not None and recipient["kdf"]["algorithm"] == "argon2id":
            key = argon2id(unicodedata.normalize("NFC", passphrase).encode(), recipient["kdf"])
        elif kind == "key-file" and key_file is not None and recipient["algorithm"] == "hkdf-sha256":
            key = expand(mac(repository, key_file), b"salvaguarda/1/key file", 32)
        elif (kind == "public-key" and key_file is not None and b"-----BEGIN " in key_file
              and recipient["algorithm"] == "hpke-x25519-hkdf-sha256-aes-256-gcm"):
            return hpke_open(load_pem_private_key(key_file, None), field("encapsulatedKey"), field("wrappedKey"),
                             b"salvaguarda/1/public-key/" + repository)
        else:
            return None
        return AESGCM(key).decrypt(field("nonce"), field("wrappedKey"), f"salvaguarda/1/{kind}/".encode() + repository)
    except InvalidTag:
        return None


class Repository:
    def __init__(self, root, passphrase, key_file):
        self.root = pathlib.Path(root)
        content = json.loads(self.read("repository.json"))["content"]
        require(content["format"] == 1, "the repository's format is not 1")
        repository = uuid.UUID(content["id"]).bytes
        keys = (unwrap(r, repository, passphrase, key_file) for r in content["recipients"])
        master = next((key for key in keys if key is not None), None)
        require(master is not None, "that does not open this repository")
        prk = mac(repository, master)
        self.chunk_id_key, self.sealing_key, self.document_key, key_check = (
            expand(prk, b"salvaguarda/1/" + name, 32) for name in (b"chunk id", b"chunk sealing", b"document", b"key check"))
        require(hmac.compare_digest(key_check.hex(), content["keyCheck"]), "that does not open this repository")
        self.document("repository.json")

    def read(self, key):
        return (self.root / key).read_bytes()

    def document(self, key):
        file = self.read(key)
        require(file[:19] + file[83:95] == b'{"authentication":"","content":' and file[-1:] == b"}", f"{key} is no document")
        content = file[95:-1]
        require(hmac.compare_digest(mac(self.document_key, key.encode(), b"\n", content).hex().encode(), file[19:83]),
                f"{key} is not authentic")
        return json.loads(content)

    def backups(self):
        found = (str(f.parent.relative_to(self.root / "backups")) for f in self.root.glob("backups/*/*/*/manifest.json"))
        return sorted(filter(BACKUP.fullmatch, found), key=lambda backup: backup.split("/")[2], reverse=True)

    def proof(self, backup):
        key = f"backups/{backup}/verification.json"
        try:
            return self.document(key)["outcome"] if (self.root / key).exists() else "UNVERIFIED"
        except Wrong:
            return "FAILED"  # so says the format of a mark that is not authentic

    def manifest(self, backup):
        manifest = self.document(f"backups/{backup}/manifest.json")
        require(manifest["format"] == 1 and manifest["id"] == backup, f"{backup}: another format or id")
        root = hashlib.sha256()
        for stream in manifest["streams"]:
            name, chunks = stream["name"].encode(), stream["chunks"]
            root.update(len(name).to_bytes(4, "big") + name + stream["plainBytes"].to_bytes(8, "big") + len(chunks).to_bytes(8, "big"))
            root.update(bytes.fromhex("".join(chunks)))
        require(root.hexdigest() == manifest["root"], f"{backup}: the root hash differs")
        return manifest

    def chunk(self, name):
        id, file = bytes.fromhex(name), self.read(f"chunks/{name[:2]}/{name}")
        head, codec, size = file[:10], file[5], int.from_bytes(file[6:10], "big")
        require(head[:5] == b"SVGC\x01" and codec < 2 and 0 < size <= 8388608, f"chunk {name} has another header")
        key = expand(self.sealing_key, b"salvaguarda/1/chunk/" + id, 64)[:32]
        try:
            payload = AESGCM(key).decrypt(file[10:22], file[22:], head + id)
        except InvalidTag:
            require(False, f"chunk {name} is damaged")
        plain = payload if codec == 0 else zstandard.ZstdDecompressor().decompress(payload, max_output_size=size)
        require(len(plain) == size and mac(self.chunk_id_key, plain) == id, f"chunk {name} is another")
        return plain

    def extract(self, backup, name, out):
        every = self.manifest(backup)["streams"]
        streams = [s for s in every if s["name"] == name]
        require(streams, f"{backup} has no stream {name}; it has {', '.join(s['name'] for s in every)}")
        total = sum(out.write(self.chunk(chunk)) for chunk in streams[0]["chunks"])
        require(total == streams[0]["plainBytes"], f"{backup}: stream {name} has {total} bytes, not as told")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory")
    parser.add_argument("--passphrase-file", help="else SALVA_PASSPHRASE, else you are asked")
    parser.add_argument("--key-file", help="a key file, or the private key (PEM) of a public-key recipient")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list")
    extract = commands.add_parser("extract")
    extract.add_argument("backup")
    extract.add_argument("--stream", default="dump")
    extract.add_argument("--to", help="a file that must not exist; else standard output")
    extract.add_argument("--even-bad", action="store_true", help="also what a verification has proven bad")
    said = parser.parse_args()
    passphrase = key_file = None
    if said.key_file:
        key_file = pathlib.Path(said.key_file).read_bytes()
    elif said.passphrase_file:
        passphrase = pathlib.Path(said.passphrase_file).read_text("utf-8").rstrip("\r\n")
    else:
        passphrase = os.environ.get("SALVA_PASSPHRASE") or getpass.getpass("Passphrase: ")
    repository = Repository(said.directory, passphrase, key_file)
    if said.command == "list":
        for backup in repository.backups():
            try:
                manifest = repository.manifest(backup)
                streams = ", ".join(f"{s['name']} ({s['plainBytes']} bytes)" for s in manifest["streams"])
                print(f"{backup}  {repository.proof(backup)}  state of {manifest['snapshotAt']}  {streams}")
            except Wrong as damage:  # must not hide the others
                print(f"{backup}  DAMAGED  {damage}")
        return
    require(BACKUP.fullmatch(said.backup), "a backup's id is <source>/<kind>/<label>")
    require(said.even_bad or repository.proof(said.backup) != "FAILED", "a verification has proven this backup bad; --even-bad extracts it")
    if not said.to:
        return repository.extract(said.backup, said.stream, sys.stdout.buffer)
    require(not os.path.exists(said.to), f"{said.to} is there already")
    partial = said.to + ".partial"  # so that nothing half extracted looks like a dump
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        repository.extract(said.backup, said.stream, out)
    os.rename(partial, said.to)


if __name__ == "__main__":
    try:
        main()
    except (Wrong, OSError) as problem:
        sys.exit(f"salvaguarda_reader: {problem}")

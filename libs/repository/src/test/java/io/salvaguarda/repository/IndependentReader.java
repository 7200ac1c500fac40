package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A reader written from docs/repository-format.md alone: it shares no code with the repository, so
 * that the page is known to suffice. For directories.
 */
final class IndependentReader {

  private static final HexFormat HEX = HexFormat.of();

  private final Path root;
  private final byte[] chunkIdKey;
  private final byte[] sealingKey;
  private final byte[] documentKey;

  IndependentReader(Path root, String passphrase) throws Exception {
    this.root = root;
    JsonNode json = new ObjectMapper().readTree(file("repository.json")).get("content");
    byte[] id = uuid(json.get("id").asText());
    byte[] prk = hmac(id, masterKey(json.get("recipients").get(0), passphrase, id));
    chunkIdKey = expand(prk, ascii("salvaguarda/1/chunk id"), 32);
    sealingKey = expand(prk, ascii("salvaguarda/1/chunk sealing"), 32);
    documentKey = expand(prk, ascii("salvaguarda/1/document"), 32);
    byte[] keyCheck = expand(prk, ascii("salvaguarda/1/key check"), 32);
    require(HEX.formatHex(keyCheck).equals(json.get("keyCheck").asText()), "key check");
    document("repository.json");
  }

  private static byte[] masterKey(JsonNode recipient, String passphrase, byte[] id)
      throws Exception {
    JsonNode kdf = recipient.get("kdf");
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(0x13)
            .withMemoryAsKB(kdf.get("memoryKib").asInt())
            .withIterations(kdf.get("iterations").asInt())
            .withParallelism(kdf.get("lanes").asInt())
            .withSalt(HEX.parseHex(kdf.get("salt").asText()))
            .build());
    byte[] key = new byte[32];
    String composed = Normalizer.normalize(passphrase, Normalizer.Form.NFC);
    argon2.generateBytes(composed.getBytes(StandardCharsets.UTF_8), key);
    return openGcm(
        key,
        HEX.parseHex(recipient.get("nonce").asText()),
        HEX.parseHex(recipient.get("wrappedKey").asText()),
        join(ascii("salvaguarda/1/passphrase/"), id));
  }

  /** The authenticated content of a document. */
  JsonNode document(String key) throws Exception {
    byte[] file = file(key);
    byte[] content = Arrays.copyOfRange(file, 95, file.length - 1);
    String told = new String(file, 19, 64, StandardCharsets.US_ASCII);
    byte[] tag = hmac(documentKey, join(ascii(key), new byte[] {'\n'}, content));
    require(HEX.formatHex(tag).equals(told), "authentication of " + key);
    return new ObjectMapper().readTree(content);
  }

  JsonNode manifest(String backupId) throws Exception {
    JsonNode manifest = document("backups/" + backupId + "/manifest.json");
    require(manifest.get("id").asText().equals(backupId), "id");
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (JsonNode stream : manifest.get("streams")) {
      byte[] name = stream.get("name").asText().getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(4).putInt(name.length).array());
      sha.update(name);
      sha.update(ByteBuffer.allocate(8).putLong(stream.get("plainBytes").asLong()).array());
      sha.update(ByteBuffer.allocate(8).putLong(stream.get("chunks").size()).array());
      stream.get("chunks").forEach(id -> sha.update(HEX.parseHex(id.asText())));
    }
    require(HEX.formatHex(sha.digest()).equals(manifest.get("root").asText()), "root");
    return manifest;
  }

  byte[] stream(JsonNode stream) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (JsonNode id : stream.get("chunks")) {
      out.write(chunk(id.asText()));
    }
    require(out.size() == stream.get("plainBytes").asLong(), "plain bytes");
    return out.toByteArray();
  }

  private byte[] chunk(String hexId) throws Exception {
    byte[] id = HEX.parseHex(hexId);
    byte[] object = file("chunks/" + hexId.substring(0, 2) + "/" + hexId);
    ByteBuffer header = ByteBuffer.wrap(object);
    require(header.getInt() == 0x53564743 && header.get() == 1, "magic and version");
    byte codec = header.get();
    int plainSize = header.getInt();
    byte[] both = expand(sealingKey, join(ascii("salvaguarda/1/chunk/"), id), 64);
    byte[] payload =
        openGcm(
            Arrays.copyOf(both, 32),
            Arrays.copyOfRange(object, 10, 22),
            Arrays.copyOfRange(object, 22, object.length),
            join(Arrays.copyOf(object, 10), id));
    byte[] nonceKey = Arrays.copyOfRange(both, 32, 64);
    byte[] nonce = hmac(nonceKey, join(Arrays.copyOf(object, 10), payload));
    require(Arrays.equals(nonce, 0, 12, object, 10, 22), "nonce");
    byte[] plain = codec == 0 ? payload : Zstd.decompress(payload, plainSize);
    require(plain.length == plainSize, "plain size");
    require(Arrays.equals(hmac(chunkIdKey, plain), id), "id");
    return plain;
  }

  private byte[] file(String key) throws Exception {
    return Files.readAllBytes(root.resolve(key));
  }

  private static byte[] openGcm(byte[] key, byte[] nonce, byte[] sealed, byte[] aad)
      throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(sealed);
  }

  /** HKDF-Expand of RFC 5869. */
  private static byte[] expand(byte[] prk, byte[] info, int size) throws Exception {
    byte[] result = new byte[0];
    byte[] block = new byte[0];
    for (byte i = 1; result.length < size; i++) {
      block = hmac(prk, join(block, info, new byte[] {i}));
      result = join(result, block);
    }
    return Arrays.copyOf(result, size);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] uuid(String text) {
    UUID id = UUID.fromString(text);
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what + " does not hold");
    }
  }
}

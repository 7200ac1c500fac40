package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.key.Argon2Cost;
import io.salvaguarda.repository.key.KeyWrap;
import io.salvaguarda.repository.key.Recipient;
import io.salvaguarda.repository.key.Recipient.KeyFileRecipient;
import io.salvaguarda.repository.key.Recipient.PassphraseRecipient;
import io.salvaguarda.repository.key.Recipient.PublicKeyRecipient;
import io.salvaguarda.repository.key.Recipient.UnknownRecipient;
import io.salvaguarda.repository.key.RecipientPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One element of repository.json's recipients.
 *
 * @param json as it stands in the file, so that what a newer version wrote there stays
 */
record RecipientEntry(RecipientInfo info, Recipient recipient, ObjectNode json) {

  private static final String ARGON2 = "argon2id";
  private static final String HKDF = "hkdf-sha256";
  private static final String HPKE = "hpke-x25519-hkdf-sha256-aes-256-gcm";

  static RecipientEntry of(String name, Recipient recipient) {
    ObjectNode json = SealedJson.JSON.createObjectNode();
    json.put("name", name).put("createdAt", now().toString()).put("kind", recipient.kind());
    switch (recipient) {
      case PassphraseRecipient p -> {
        json.putObject("kdf")
            .put("algorithm", ARGON2)
            .put("memoryKib", p.cost().memoryKib())
            .put("iterations", p.cost().iterations())
            .put("lanes", p.cost().lanes())
            .put("salt", hex(p.salt()));
        put(json, p.wrap());
      }
      case KeyFileRecipient k -> put(json.put("algorithm", HKDF), k.wrap());
      case PublicKeyRecipient p ->
          json.put("algorithm", HPKE)
              .put("publicKey", hex(p.publicKey().bytes()))
              .put("encapsulatedKey", hex(p.encapsulatedKey()))
              .put("wrappedKey", hex(p.wrappedKey()));
      case UnknownRecipient u -> throw new IllegalArgumentException("cannot write " + u);
    }
    return read(json, now());
  }

  RecipientEntry provenNow() {
    ObjectNode proven = json.deepCopy().put("provenAt", now().toString());
    return read(proven, info.createdAt());
  }

  /**
   * @param made when the repository was: those that say neither their name nor their time were made
   *     with it
   */
  static RecipientEntry read(ObjectNode json, Instant made) {
    Recipient recipient = recipient(json);
    RecipientInfo info =
        new RecipientInfo(
            json.path("name").asText(recipient.kind()),
            recipient.kind(),
            instant(json, "createdAt").orElse(made),
            instant(json, "provenAt"),
            RecipientInfo.fingerprintOf(recipient));
    return new RecipientEntry(info, recipient, json);
  }

  private static Recipient recipient(ObjectNode json) {
    String kind = json.required("kind").textValue();
    String algorithm = json.path("kdf").path("algorithm").asText(json.path("algorithm").asText());
    return switch (kind + " " + algorithm) {
      case Recipient.PASSPHRASE + " " + ARGON2 -> passphrase(json, json.path("kdf"));
      case Recipient.KEY_FILE + " " + HKDF -> new KeyFileRecipient(wrap(json));
      case Recipient.PUBLIC_KEY + " " + HPKE ->
          new PublicKeyRecipient(
              RecipientPublicKey.ofBytes(bytes(json, "publicKey")),
              bytes(json, "encapsulatedKey"),
              bytes(json, "wrappedKey"));
      default -> new UnknownRecipient(kind);
    };
  }

  private static PassphraseRecipient passphrase(JsonNode json, JsonNode kdf) {
    Argon2Cost cost =
        new Argon2Cost(
            kdf.required("memoryKib").intValue(),
            kdf.required("iterations").intValue(),
            kdf.required("lanes").intValue());
    return new PassphraseRecipient(cost, bytes(kdf, "salt"), wrap(json));
  }

  private static KeyWrap wrap(JsonNode json) {
    return new KeyWrap(bytes(json, "nonce"), bytes(json, "wrappedKey"));
  }

  private static void put(ObjectNode json, KeyWrap wrap) {
    json.put("nonce", hex(wrap.nonce())).put("wrappedKey", hex(wrap.wrappedKey()));
  }

  private static Optional<Instant> instant(JsonNode json, String field) {
    return json.hasNonNull(field)
        ? Optional.of(Instant.parse(json.get(field).textValue()))
        : Optional.empty();
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(JsonNode json, String field) {
    return HexFormat.of().parseHex(json.required(field).textValue());
  }
}

package io.salvaguarda.repository.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What key files hold, and that it stays in them. */
class KeyFilesTest {

  /** Of {@code openssl genpkey -algorithm X25519}. */
  private static final String PRIVATE =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VuBCIEILiktX1LdqDmim0k617wwxOwneO9TTepnwpHGP1xHrtq
      -----END PRIVATE KEY-----
      """;

  private static final String PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VuAyEAJDvzMM+pveX2JHMKkycEkRCKoAvlCgFWiSQipNY3mFg=
      -----END PUBLIC KEY-----
      """;

  private static final String RSA =
      """
      -----BEGIN PUBLIC KEY-----
      MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAhcuGDTn1m+doaNOhubiW
      1n1kmi1dI/iuiLK1byCOBHBRY9eV9fAvWYiUa7lc8OQQZzPiQK8XleRtJYqdRzyl
      DmFZ+40gFiQZZj1jkVzC+RRJO3Lhyts9antPqAV0KZyhRMcPXWvp/vaWKtVQIpkc
      TZlYn4iApW+Elc2CyrTBLWwARHRytiP348/ZEDlvoDgKjP7nqdJH/dPGIZJWV5e7
      uEvc3YBDD0RyJWqpWbUcfR4RBWQVwJlSfSWvtgKByZrcRuPZLmMAyVgK1UVmsotP
      YI1aFl5I0A6ySWq8MAgEVWUEOTJER4610XaliSZTMKzM/L//BgThGnGu3RfBsapf
      gwIDAQAB
      -----END PUBLIC KEY-----
      """;

  @Test
  void keysThatOpensslMadeAreReadAndWrittenAsItWritesThem() throws Exception {
    RecipientPrivateKey mine = RecipientPrivateKey.ofPem(bytes(PRIVATE));

    assertThat(mine.toPem()).isEqualTo(PRIVATE);
    assertThat(mine.publicKey().toPem()).isEqualTo(PUBLIC);
    assertThat(RecipientPublicKey.ofPem(bytes(PUBLIC)).bytes()).isEqualTo(mine.publicKey().bytes());
    assertThat(Credential.ofKeyFile(bytes(PRIVATE))).isInstanceOf(RecipientPrivateKey.class);
  }

  @Test
  void aKeyThatWeMadeIsReadBack() throws Exception {
    RecipientPrivateKey mine = RecipientPrivateKey.generate();

    assertThat(RecipientPrivateKey.ofPem(bytes(mine.toPem())).publicKey().bytes())
        .isEqualTo(mine.publicKey().bytes());
    assertThat(mine.toPem()).hasLineCount(3).endsWith("-----\n");
  }

  @Test
  void aFileThatIsNoKeyIsToldForWhatItIs() {
    assertThatThrownBy(() -> Credential.ofKeyFile(bytes(PUBLIC)))
        .isInstanceOf(UnusableKey.class)
        .hasMessageContaining("\"PUBLIC KEY\", not \"PRIVATE KEY\"");
    assertThatThrownBy(() -> RecipientPublicKey.ofPem(bytes(PRIVATE)))
        .isInstanceOf(UnusableKey.class)
        .hasMessageContaining("\"PRIVATE KEY\", not \"PUBLIC KEY\"");
    assertThatThrownBy(() -> RecipientPublicKey.ofPem(bytes(RSA)))
        .isInstanceOf(UnusableKey.class)
        .hasMessageContaining("X25519");
    assertThatThrownBy(() -> RecipientPublicKey.ofPem(bytes("hello")))
        .isInstanceOf(UnusableKey.class);
    assertThatThrownBy(() -> RecipientPrivateKey.ofPem(bytes(PRIVATE.replace("MC4", "MD4"))))
        .isInstanceOf(UnusableKey.class)
        .hasMessageNotContaining("MD4");
  }

  @Test
  void aKeyFileThatCanBeGuessedIsRefused() {
    assertThatThrownBy(() -> KeyFile.of(new byte[31]))
        .isInstanceOf(UnusableKey.class)
        .hasMessageContaining("31 bytes");
    assertThatThrownBy(() -> KeyFile.of(new byte[64])).isInstanceOf(UnusableKey.class);
  }

  @Test
  void noSecretPrintsItself() throws Exception {
    assertThat(Passphrase.of("hunter2")).hasToString("Passphrase[hidden]");
    assertThat(KeyFile.of(KeyFile.newContent())).hasToString("KeyFile[hidden]");
    assertThat(RecipientPrivateKey.generate()).hasToString("RecipientPrivateKey[hidden]");
    assertThat(MasterKey.random()).hasToString("MasterKey[hidden]");
  }

  @Test
  void aWrappingIsBoundToItsRepository() {
    UUID here = UUID.randomUUID();
    RecipientPrivateKey mine = RecipientPrivateKey.generate();
    MasterKey masterKey = MasterKey.random();
    Recipient recipient = mine.publicKey().wrap(masterKey, here);

    assertThat(mine.unwrap(recipient, here).orElseThrow().bytes()).isEqualTo(masterKey.bytes());
    assertThat(mine.unwrap(recipient, UUID.randomUUID())).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

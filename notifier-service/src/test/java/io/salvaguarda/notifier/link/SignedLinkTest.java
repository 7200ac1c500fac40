package io.salvaguarda.notifier.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedLinkTest {

  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final byte[] KEY = new byte[] {1, 2, 3};
  private static final SignedLink LINK =
      new SignedLink(UUID.randomUUID(), UUID.randomUUID(), "plantão-mail", NOW.plusSeconds(60));

  @Test
  void whatWasSignedIsReadUntilItExpires() {
    assertThat(SignedLink.read(LINK.text(KEY), KEY, NOW))
        .isInstanceOfSatisfying(
            SignedLink.Valid.class, valid -> assertThat(valid.link()).isEqualTo(LINK));
    assertThat(SignedLink.read(LINK.text(KEY), KEY, NOW.plusSeconds(60)))
        .isEqualTo(new SignedLink.Expired());
  }

  @Test
  void noChangedBitIsBelieved() {
    String[] parts = LINK.text(KEY).split("\\.");
    byte[] content = Base64.getUrlDecoder().decode(parts[0]);
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      byte[] changed = content.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      String text =
          Base64.getUrlEncoder().withoutPadding().encodeToString(changed) + "." + parts[1];

      assertThat(SignedLink.read(text, KEY, NOW)).isEqualTo(new SignedLink.Forged());
    }
  }

  @Test
  void anotherKeyOpensNothing() {
    assertThat(SignedLink.read(LINK.text(KEY), new byte[] {1, 2, 4}, NOW))
        .isEqualTo(new SignedLink.Forged());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b", "a.b.c", "%00.%00", "AQ.AQ", "no link at all"})
  void whatIsNoLinkIsForged(String text) {
    assertThat(SignedLink.read(text, KEY, NOW)).isEqualTo(new SignedLink.Forged());
  }
}

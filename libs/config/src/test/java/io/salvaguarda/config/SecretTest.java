package io.salvaguarda.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void aSecretPrintsAsStars() {
    assertThat(Secret.of("hunter2")).hasToString("***");
    assertThat("%s".formatted(Secret.of("hunter2"))).doesNotContain("hunter2");
  }

  @Test
  void onlyRevealGivesItOut() {
    assertThat(Secret.of("hunter2").reveal()).isEqualTo("hunter2");
  }

  @Test
  void secretsAreEqualByTheirText() {
    assertThat(Secret.of("hunter2"))
        .isEqualTo(Secret.of("hunter2"))
        .isNotEqualTo(Secret.of("hunter3"));
    assertThat(Secret.of("hunter2")).hasSameHashCodeAs(Secret.of("hunter2"));
  }
}

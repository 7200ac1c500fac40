package io.salvaguarda.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.config.Glob;
import io.salvaguarda.config.Network;
import io.salvaguarda.notifier.subscription.Wish.Read;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishTest {

  private static final String URL = "https://ci.example.org/hook/Sesame-Open-42";

  @Test
  void whatIsNotGivenIsEverySourceAndANewSecret() {
    Read read = new Wish(List.of("io.salvaguarda.backup.*"), null, URL, null).read(List.of());

    assertThat(read).isInstanceOf(Read.Fit.class);
    Read.Fit fit = (Read.Fit) read;
    assertThat(fit.sources()).containsExactly(new Glob("*"));
    assertThat(fit.secret().reveal()).startsWith("whsec_").hasSize(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|*|https://x.example.org|-|types|1 to 20",
        "io.salvaguarda.backups.*|*|https://x.example.org|-|types|no event has",
        "IO.*|*|https://x.example.org|-|types|such as io.salvaguarda.backup.*",
        "*|shop;drop|https://x.example.org|-|sources|such as shop-*",
        "*|*|-|-|url|missing",
        "*|*|ftp://x.example.org|-|url|not an http or https URL",
        "*|*|http://x.example.org|-|url|not an https URL",
        "*|*|https://10.0.0.7/x|-|url|special address",
        "*|*|https://169.254.169.254/latest|-|url|special address",
        "*|*|https://me:pw@x.example.org|-|url|user or password",
        "*|*|https://x.example.org|whsec_c2hvcnQ=|secret|24 to 64 bytes",
        "*|*|https://x.example.org|hunter2|secret|does not start with whsec_"
      })
  void aMistakeNamesItsFieldAndWhatWouldBeRight(
      String type, String source, String url, String secret, String field, String why) {
    Read read =
        new Wish(
                type == null ? null : List.of(type),
                source == null ? null : List.of(source),
                url,
                secret)
            .read(List.of());

    assertThat(read).isInstanceOf(Read.Mistaken.class);
    Read.Mistaken mistaken = (Read.Mistaken) read;
    assertThat(mistaken.field()).isEqualTo(field);
    assertThat(mistaken.why()).contains(why).doesNotContain("hunter2", "me:pw");
  }

  @Test
  void moreAndEmptierPatternsThanMakeSenseAreRefused() {
    assertThat(new Wish(List.of(), null, URL, null).read(List.of()))
        .isInstanceOf(Read.Mistaken.class);
    assertThat(new Wish(Arrays.asList("*", null), null, URL, null).read(List.of()))
        .isInstanceOf(Read.Mistaken.class);
    assertThat(new Wish(java.util.Collections.nCopies(21, "*"), null, URL, null).read(List.of()))
        .isInstanceOf(Read.Mistaken.class);
  }

  @Test
  void anAllowedNetworkMayBeNamed() {
    assertThat(
            new Wish(List.of("*"), null, "http://10.0.0.7/x", null)
                .read(List.of(Network.of("10.0.0.0/8"))))
        .isInstanceOf(Read.Fit.class);
  }

  @Test
  void aWishShowsNeitherItsUrlNorItsSecret() {
    assertThat(new Wish(List.of("*"), null, URL, "whsec_secret").toString())
        .doesNotContain("Sesame", "whsec_");
  }
}

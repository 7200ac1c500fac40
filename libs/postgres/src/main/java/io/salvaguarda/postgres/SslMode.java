package io.salvaguarda.postgres;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** libpq's and the driver's common sslmode values. */
public enum SslMode {
  DISABLE,
  ALLOW,
  PREFER,
  REQUIRE,
  VERIFY_CA,
  VERIFY_FULL;

  /** As libpq and the JDBC driver spell it: {@code verify-full}. */
  public String spelled() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<SslMode> parse(String spelled) {
    return Arrays.stream(values()).filter(mode -> mode.spelled().equals(spelled)).findFirst();
  }
}

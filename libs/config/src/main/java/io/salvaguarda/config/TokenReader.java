package io.salvaguarda.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code security.tokens}. */
final class TokenReader {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Map<String, Role> ROLES =
      Arrays.stream(Role.values())
          .collect(
              Collectors.toMap(role -> role.name().toLowerCase(Locale.ROOT), Function.identity()));

  private final Set<String> names = new HashSet<>();
  private final Set<String> hashes = new HashSet<>();

  List<ApiToken> read(YamlValue security) {
    List<ApiToken> tokens = new ArrayList<>();
    security
        .map("tokens")
        .get("tokens")
        .map(YamlValue::items)
        .orElse(List.of())
        .forEach(item -> tokens.add(token(item)));
    return tokens;
  }

  private ApiToken token(YamlValue value) {
    YamlMap map = value.map("name", "role", "sha256");
    return new ApiToken(
        map.require("name", "ops").map(name -> name.parsed("", this::name)).orElse(""),
        map.require("role", "viewer")
            .map(role -> role.oneOf(Role.VIEWER, "role", ROLES))
            .orElse(Role.VIEWER),
        // hidden: whoever does not know the key may have put the token itself here
        map.require("sha256", "\"<hex>\"").map(hash -> hash.hidden("", this::sha256)).orElse(""));
  }

  private String name(String text) throws Refused {
    if (!Names.isValid(text)) {
      throw new Refused("is not a valid name", Names.REMEDY);
    }
    if (!names.add(text)) {
      throw new Refused("is the name of another token too", "Give each token its own name.");
    }
    return text;
  }

  private String sha256(String text) throws Refused {
    if (!SHA256.matcher(text).matches()) {
      throw new Refused(
          "is not a SHA-256 in hex (64 digits)", "Make it with: printf %s \"$TOKEN\" | sha256sum");
    }
    String hash = text.toLowerCase(Locale.ROOT);
    if (!hashes.add(hash)) {
      throw new Refused("belongs to another token too", "Give each name its own token.");
    }
    return hash;
  }
}

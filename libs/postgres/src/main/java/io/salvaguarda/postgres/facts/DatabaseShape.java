package io.salvaguarda.postgres.facts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a database has as a whole. pg_dump's archive restores none of it into a database of another
 * name, so it is kept beside and applied again.
 *
 * @param localeProvider c, i (ICU) or b (builtin)
 * @param locale of ICU and builtin providers; null for c
 * @param icuRules null when there are none
 * @param connectionLimit -1: none
 * @param comment null when there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatabaseShape(
    String name,
    String owner,
    String encoding,
    String collate,
    String ctype,
    String localeProvider,
    String locale,
    String icuRules,
    int connectionLimit,
    String comment,
    List<Setting> settings,
    List<Grant> grants) {

  public DatabaseShape {
    settings = List.copyOf(settings);
    grants = List.copyOf(grants);
  }

  /** The same with no comment, for a database that must bear another for a while. */
  public DatabaseShape withoutComment() {
    return new DatabaseShape(
        name,
        owner,
        encoding,
        collate,
        ctype,
        localeProvider,
        locale,
        icuRules,
        connectionLimit,
        null,
        settings,
        grants);
  }

  /**
   * From {@code ALTER DATABASE … SET} and {@code ALTER ROLE … IN DATABASE … SET}.
   *
   * @param role null: for everybody
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Setting(String role, String name, String value) {}

  /**
   * @param grantee null: PUBLIC
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Grant(String grantee, String privilege, boolean grantable) {}
}

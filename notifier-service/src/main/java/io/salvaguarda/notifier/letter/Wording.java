package io.salvaguarda.notifier.letter;

import io.salvaguarda.config.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The words of one language, by key. */
public final class Wording {

  private static final Map<Language, Wording> ALL = loadAll();

  private final Language language;
  private final Properties patterns;

  private Wording(Language language, Properties patterns) {
    this.language = language;
    this.patterns = patterns;
  }

  public static Wording in(Language language) {
    return ALL.get(language);
  }

  /**
   * The words of a letter's language.
   *
   * @param tag BCP 47, of a language that there is
   */
  public static Wording ofTag(String tag) {
    return ALL.values().stream()
        .filter(words -> words.language.tag().equals(tag))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The words for a key; {@code {0}} and so on stand for the arguments.
   *
   * @throws IllegalStateException for a key that the language lacks
   */
  public String say(String key, Object... arguments) {
    String pattern = patterns.getProperty(key);
    if (pattern == null) {
      throw new IllegalStateException("no wording for " + key + " in " + language.tag());
    }
    return new MessageFormat(pattern, locale()).format(arguments);
  }

  /** The same, or the other text where the language has no words for the key. */
  public String sayOr(String key, String otherwise) {
    return patterns.containsKey(key) ? say(key) : otherwise;
  }

  public Language language() {
    return language;
  }

  public Locale locale() {
    return language.locale();
  }

  /** Every key: the same in all languages. */
  Set<String> keys() {
    return patterns.stringPropertyNames();
  }

  private static Map<Language, Wording> loadAll() {
    Map<Language, Wording> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      all.put(language, new Wording(language, load(language)));
    }
    return all;
  }

  private static Properties load(Language language) {
    String name = "/wording/" + language.tag() + ".properties";
    try (InputStream bytes = Wording.class.getResourceAsStream(name);
        Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      Properties patterns = new Properties();
      patterns.load(text);
      return patterns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.salvaguarda.kit.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens that this process gives to programs that it starts itself, so that they can ask it back.
 * Good in this process only, until they are closed.
 */
@ApplicationScoped
public class OwnTokens {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Issued> byHash = new ConcurrentHashMap<>();

  /** A token that is good for one role. */
  public final class Issued implements AutoCloseable {

    private final String token;
    private final String name;
    private final String role;

    private Issued(String token, String name, String role) {
      this.token = token;
      this.name = name;
      this.role = role;
    }

    /** A secret. */
    public String token() {
      return token;
    }

    String name() {
      return name;
    }

    String role() {
      return role;
    }

    @Override
    public void close() {
      byHash.remove(TokenAuthentication.hash(token));
    }
  }

  /**
   * A new one.
   *
   * @param name whom it is for, as the caller's name
   */
  public Issued issue(String name, String role) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    Issued issued = new Issued(HexFormat.of().formatHex(bytes), name, role);
    byHash.put(TokenAuthentication.hash(issued.token), issued);
    return issued;
  }

  /** By its hash, so that the time that it takes tells nothing of a token. */
  Optional<Issued> find(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }
}

package io.salvaguarda.kit.security;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.salvaguarda.config.ApiToken;
import io.salvaguarda.config.Role;
import io.salvaguarda.config.SuiteConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code Authorization: Bearer <token>} against the tokens of salvaguarda.yaml. */
@ApplicationScoped
class TokenAuthentication implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer ";

  private final List<ApiToken> tokens;
  private final OwnTokens own;

  TokenAuthentication(SuiteConfig config, OwnTokens own) {
    this.tokens = config.tokens();
    this.own = own;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager providers) {
    String header = request.request().getHeader("Authorization");
    if (header == null) {
      return Uni.createFrom().nullItem();
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().failure(new AuthenticationFailedException("not a bearer token"));
    }
    return identityOf(header.substring(SCHEME.length()).trim())
        .map(identity -> Uni.createFrom().item(identity))
        .orElseGet(
            () -> Uni.createFrom().failure(new AuthenticationFailedException("unknown token")));
  }

  private Optional<SecurityIdentity> identityOf(String token) {
    byte[] hash = sha256(token);
    ApiToken found = null;
    for (ApiToken each : tokens) { // all are compared, so that time tells nothing
      if (MessageDigest.isEqual(hash, HexFormat.of().parseHex(each.sha256()))) {
        found = each;
      }
    }
    return found != null
        ? Optional.of(identityOf(found))
        : own.find(HexFormat.of().formatHex(hash)).map(TokenAuthentication::identityOf);
  }

  private static SecurityIdentity identityOf(OwnTokens.Issued issued) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(issued.name()))
        .addRole(issued.role())
        .build();
  }

  private static SecurityIdentity identityOf(ApiToken token) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(token.name()))
        .addRoles(namesOf(token.role().includes()))
        .build();
  }

  private static Set<String> namesOf(Set<Role> roles) {
    return roles.stream()
        .map(each -> each.name().toLowerCase(java.util.Locale.ROOT))
        .collect(Collectors.toSet());
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                HttpResponseStatus.UNAUTHORIZED.code(),
                "WWW-Authenticate",
                "Bearer realm=\"salvaguarda\""));
  }

  static String hash(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

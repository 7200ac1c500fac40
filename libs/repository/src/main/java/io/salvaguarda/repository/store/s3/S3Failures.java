package io.salvaguarda.repository.store.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says in a store's words what an S3 request failed of. */
final class S3Failures {

  private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject", "NoSuchVersion");

  /** Codes that come with a 4xx status although asking again helps. */
  private static final Set<String> PASSING =
      Set.of(
          "RequestTimeout",
          "SlowDown",
          "SlowDownRead",
          "SlowDownWrite",
          "TooManyRequests",
          "ConditionalRequestConflict",
          "OperationAborted",
          "IncompleteBody",
          "BadDigest",
          "XAmzContentSHA256Mismatch");

  private static final Set<String> FULL =
      Set.of("XMinioStorageFull", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded");

  private S3Failures() {}

  static StoreException of(String request, Exception e) {
    return switch (e) {
      case StoreException s -> s;
      case ErrorResponseException r ->
          ofResponse(request, r.response().code(), r.errorResponse().code(), r.getMessage());
      case ServerException s -> ofResponse(request, s.statusCode(), "", s.getMessage());
      case MinioException m -> new StoreException.Unavailable(told(request, m), m);
      case IOException io -> ofConnection(request, io);
      default -> new StoreException.Unavailable(told(request, e), e);
    };
  }

  /**
   * @param code S3's error code, or empty when the answer had none
   */
  static StoreException ofResponse(String request, int status, String code, String words) {
    String message = "S3: " + request + ": HTTP " + status + " " + code + ": " + words;
    if (FULL.contains(code) || status == 507) {
      return new StoreException.Full(message, null);
    }
    if (ABSENT.contains(code) || (status == 404 && code.isEmpty())) {
      return new StoreException.NotFound(message);
    }
    boolean passing =
        status < 300 || (status >= 500 && status != 501) || status == 408 || status == 429;
    if (passing || PASSING.contains(code)) {
      return new StoreException.Unavailable(message);
    }
    return new StoreException.Denied(message);
  }

  private static StoreException ofConnection(String request, IOException e) {
    boolean untrusted =
        e instanceof SSLPeerUnverifiedException
            || (e instanceof SSLHandshakeException && hasCertificateCause(e));
    return untrusted
        ? new StoreException.Denied(told(request, e) + " (certificate not trusted)", e)
        : new StoreException.Unavailable(told(request, e), e);
  }

  private static boolean hasCertificateCause(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof java.security.cert.CertificateException
          || t instanceof java.security.cert.CertPathValidatorException
          || t instanceof java.security.cert.CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }

  private static String told(String request, Exception e) {
    return "S3: " + request + ": " + e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}

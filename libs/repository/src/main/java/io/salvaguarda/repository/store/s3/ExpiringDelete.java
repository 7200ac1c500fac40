package io.salvaguarda.repository.store.s3;

import io.minio.Signer;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * A DELETE whose signature holds until a moment and no longer, so that the server refuses it
 * afterwards however long the request, or this process, was held up on the way. The server goes by
 * its own clock, which can differ from ours by no more than the 15 minutes that S3 allows.
 */
final class ExpiringDelete {

  private final OkHttpClient once;
  private final S3Settings settings;
  private final HttpUrl bucket;

  ExpiringDelete(OkHttpClient http, S3Settings settings) {
    this.once = http.newBuilder().retryOnConnectionFailure(false).build();
    this.settings = settings;
    this.bucket =
        HttpUrl.get(settings.endpoint()).newBuilder().addPathSegment(settings.bucket()).build();
  }

  /**
   * @return false when the moment has passed, and nothing was removed
   */
  boolean before(String object, Instant until) throws StoreException {
    return before(object, Optional.empty(), until);
  }

  /**
   * The same of one version of the object, for good; without one, a bucket that keeps versions only
   * hides the object.
   */
  boolean before(String object, Optional<String> version, Instant until) throws StoreException {
    Instant now = Instant.now();
    long seconds = Duration.between(now, until).toSeconds();
    if (seconds < 1) {
      return false;
    }
    try (Response response = once.newCall(signed(object, version, now, (int) seconds)).execute()) {
      String body = response.body().string();
      if (response.code() == 403 && !Instant.now().isBefore(now.plusSeconds(seconds))) {
        return false;
      }
      if (response.isSuccessful() && !body.contains("<Error")) {
        return true;
      }
      StoreException refused = SinglePut.refused("delete " + object, response.code(), body);
      if (refused instanceof StoreException.NotFound) {
        return true;
      }
      throw refused;
    } catch (IOException e) {
      throw S3Failures.of("delete " + object, e);
    }
  }

  /** Date and duration are settled by one look at the clock: a pause in between must not count. */
  private Request signed(String object, Optional<String> version, Instant now, int seconds) {
    HttpUrl.Builder address = bucket.newBuilder().addPathSegments(object);
    version.ifPresent(id -> address.addQueryParameter("versionId", id));
    HttpUrl url = address.build();
    Request request =
        new Request.Builder()
            .url(url)
            .delete()
            .header("Host", SinglePut.hostOf(url))
            .header("x-amz-date", SinglePut.DATE.format(now.atZone(ZoneOffset.UTC)))
            .build();
    try {
      HttpUrl presigned =
          Signer.presignV4(
              request, settings.region(), settings.accessKey(), settings.secretKey(), seconds);
      return new Request.Builder().url(presigned).delete().build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}

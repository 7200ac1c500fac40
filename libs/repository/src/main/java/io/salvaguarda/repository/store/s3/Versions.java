package io.salvaguarda.repository.store.s3;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.salvaguarda.repository.store.StoreException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import okhttp3.Headers;

/** Small objects as they are now, with what a conditional request needs to know of them. */
final class Versions {

  private final MinioClient client;
  private final String bucket;

  Versions(MinioClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /**
   * An object as one request saw it.
   *
   * @param tag its ETag
   * @param age since it was put, by the server's own clock; nothing when the server did not say
   */
  record Version(byte[] bytes, String tag, Duration age) {
    boolean has(byte[] expected) {
      return Arrays.equals(bytes, expected);
    }
  }

  /**
   * @param limit how many bytes to read at most
   * @return empty when there is no such object
   */
  Optional<Version> read(String object, int limit) throws StoreException {
    GetObjectArgs args = GetObjectArgs.builder().bucket(bucket).object(object).build();
    try (GetObjectResponse in = client.getObject(args)) {
      byte[] bytes = in.readNBytes(limit);
      Headers headers = in.headers();
      return Optional.of(new Version(bytes, String.valueOf(headers.get("ETag")), age(headers)));
    } catch (Exception e) {
      StoreException failure = S3Failures.of("get " + object, e);
      if (failure instanceof StoreException.NotFound) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  void remove(String object) throws StoreException {
    try {
      client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(object).build());
    } catch (Exception e) {
      throw S3Failures.of("delete " + object, e);
    }
  }

  private static Duration age(Headers headers) {
    String put = headers.get("Last-Modified");
    String now = headers.get("Date");
    try {
      return put == null || now == null ? Duration.ZERO : Duration.between(time(put), time(now));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  private static ZonedDateTime time(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}

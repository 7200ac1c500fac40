package io.salvaguarda.repository.store.s3;

import io.minio.Signer;
import io.minio.Xml;
import io.minio.errors.XmlParserException;
import io.minio.messages.ErrorResponse;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * One PUT request per object, signed by the SDK's signer. The SDK's own putObject copies the bytes
 * once more and cannot be trusted to send {@code If-None-Match}; this sends the bytes as they are,
 * with a {@link BodyCheck}, so that the server refuses a body that arrives damaged or cut.
 */
final class SinglePut {

  private static final MediaType BINARY = MediaType.get("application/octet-stream");
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
  static final Headers UNCONDITIONAL = Headers.of();
  static final Headers IF_ABSENT = Headers.of("If-None-Match", "*");

  private final OkHttpClient http;

  /**
   * Sends once: OkHttp would send again by itself when a connection breaks, and a first request
   * that did take effect would make the second one say that the key is taken.
   */
  private final OkHttpClient once;

  private final S3Settings settings;
  private final HttpUrl bucket;

  SinglePut(OkHttpClient http, S3Settings settings) {
    this.http = http;
    this.once = http.newBuilder().retryOnConnectionFailure(false).build();
    this.settings = settings;
    this.bucket =
        HttpUrl.get(settings.endpoint()).newBuilder().addPathSegment(settings.bucket()).build();
  }

  /** What came of a request. */
  enum Sent {
    /** The condition did not hold. */
    REFUSED,
    /** The server said so. */
    STORED,
    /** And its ETag is that of these bytes: it has them all. */
    PROVEN
  }

  /**
   * @param onlyIfAbsent sends {@code If-None-Match: *}
   */
  Sent send(String object, ByteBuffer bytes, boolean onlyIfAbsent) throws StoreException {
    return send(object, bytes, onlyIfAbsent, Optional.empty());
  }

  /** The same, and what the new object is locked by. */
  Sent send(String object, ByteBuffer bytes, boolean onlyIfAbsent, Optional<ObjectLock.Term> lock)
      throws StoreException {
    return send(object, bytes, onlyIfAbsent ? IF_ABSENT : UNCONDITIONAL, Instant.now(), lock);
  }

  /**
   * @param version the ETag that the object must have; sends {@code If-Match}, and sends again
   *     without when the server does not know that
   * @param date the request's: servers refuse one that is off by more than 15 minutes by their
   *     clock, so that a request which was held up never takes effect late
   * @param lock of the new object
   * @return false when the object has another one, or is gone
   */
  boolean replace(
      String object, ByteBuffer bytes, String version, Instant date, Optional<ObjectLock.Term> lock)
      throws StoreException {
    try {
      return send(object, bytes, Headers.of("If-Match", version), date, lock) != Sent.REFUSED;
    } catch (StoreException.NotFound e) {
      return false;
    } catch (StoreException.Denied e) {
      return send(object, bytes, UNCONDITIONAL, date, lock) != Sent.REFUSED;
    }
  }

  private Sent send(
      String object,
      ByteBuffer bytes,
      Headers condition,
      Instant date,
      Optional<ObjectLock.Term> lock)
      throws StoreException {
    BodyCheck check = BodyCheck.of(bytes, overTls(), lock);
    Answer answer = ask(object, bytes, check, condition, date);
    if (condition.size() > 0 && answer.conditionFailed()) {
      return Sent.REFUSED;
    }
    if (!answer.stored()) {
      throw answer.failure();
    }
    return check.isProvenBy(answer.tag()) ? Sent.PROVEN : Sent.STORED;
  }

  /**
   * What the server said to one request.
   *
   * @param tag the ETag without quotes, which every object that was stored has; else empty
   */
  record Answer(String request, int status, String tag, String body) {
    boolean stored() {
      return status / 100 == 2 && !tag.isEmpty() && !body.contains("<Error");
    }

    boolean conditionFailed() {
      return status == 412;
    }

    /** What it means when it was not stored. */
    StoreException failure() {
      return refused(request, status, body);
    }
  }

  /**
   * One PUT as it is told; the answer is the caller's to judge.
   *
   * @param check what the request says of the bytes
   * @throws StoreException.Unavailable when there was no answer
   */
  Answer ask(String object, ByteBuffer bytes, BodyCheck check, Headers condition, Instant date)
      throws StoreException {
    OkHttpClient client = condition.size() > 0 ? once : http;
    Request request = signed(object, bytes, check, condition, date);
    try (Response response = client.newCall(request).execute()) {
      String tag = response.header("ETag", "").replace("\"", "");
      return new Answer("put " + object, response.code(), tag, response.body().string());
    } catch (IOException e) {
      throw S3Failures.of("put " + object, e);
    }
  }

  boolean overTls() {
    return bucket.isHttps();
  }

  private Request signed(
      String object, ByteBuffer bytes, BodyCheck check, Headers condition, Instant date) {
    HttpUrl url = bucket.newBuilder().addPathSegments(object).build();
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .put(new Body(bytes))
            .header("Host", hostOf(url))
            .header("x-amz-content-sha256", check.signed())
            .header("x-amz-date", DATE.format(date.atZone(ZoneOffset.UTC)));
    for (Headers more : List.of(condition, check.headers())) {
      more.forEach(header -> request.header(header.getFirst(), header.getSecond()));
    }
    try {
      return Signer.signV4S3(
          request.build(),
          settings.region(),
          settings.accessKey(),
          settings.secretKey(),
          check.signed());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  static String hostOf(HttpUrl url) {
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? url.host() : url.host() + ":" + url.port();
  }

  static StoreException refused(String request, int status, String body) {
    String code = "";
    String words = "";
    try {
      if (body.contains("<Error")) {
        ErrorResponse error = Xml.unmarshal(ErrorResponse.class, body);
        code = String.valueOf(error.code());
        words = String.valueOf(error.message());
      }
    } catch (XmlParserException e) {
      words = "unreadable answer";
    }
    return S3Failures.ofResponse(request, status, code, words);
  }

  /** Can be sent more than once, as OkHttp does when a pooled connection turns out to be dead. */
  private static final class Body extends RequestBody {
    private final ByteBuffer bytes;

    Body(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return BINARY;
    }

    @Override
    public long contentLength() {
      return bytes.remaining();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes.duplicate());
    }
  }
}

package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.s3.FaultProxy.Answer;
import io.salvaguarda.repository.store.s3.FaultProxy.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okhttp3.Headers;

/** What goes wrong between an S3 client and its server. */
final class Faults {

  private static final Headers XML = Headers.of("Content-Type", "application/xml");
  private static final String EMPTY_LIST =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
          + "<Name>backups</Name><Prefix></Prefix><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys>"
          + "<IsTruncated>false</IsTruncated></ListBucketResult>";

  private Faults() {}

  /** The server answers with a status and an S3 error body. */
  static Fault status(int status, String code) {
    return (exchange, proxy) -> {
      exchange.getRequestBody().readAllBytes();
      FaultProxy.answer(exchange, new Answer(status, XML, errorBody(code)));
    };
  }

  /** Status 200, and then an error in the body. */
  static Fault errorWithStatus200() {
    return (exchange, proxy) -> {
      exchange.getRequestBody().readAllBytes();
      Headers headers = Headers.of("ETag", "\"x\"", "Content-Type", "application/xml");
      FaultProxy.answer(exchange, new Answer(200, headers, errorBody("InternalError")));
    };
  }

  /** Nothing is answered. */
  static Fault silence() {
    return (exchange, proxy) -> proxy.hang();
  }

  /** The connection breaks before the request took effect. */
  static Fault connectionBreaks() {
    return (exchange, proxy) -> exchange.close();
  }

  /** The request takes effect, but the reply is lost. */
  static Fault replyIsLost() {
    return (exchange, proxy) -> {
      proxy.pass(exchange);
      exchange.close();
    };
  }

  /** The body of the reply breaks off in the middle. */
  static Fault replyIsCut() {
    return (exchange, proxy) -> {
      Answer answer = proxy.pass(exchange);
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
      exchange.close();
    };
  }

  /** One bit of the reply's body arrives changed. */
  static Fault replyIsChanged() {
    return (exchange, proxy) -> {
      Answer answer = proxy.pass(exchange);
      answer.body()[answer.body().length / 2] ^= 4;
      FaultProxy.answer(exchange, answer);
    };
  }

  /** Says that the object was stored, and stores only its first half, as a careless proxy might. */
  static Fault storesHalf(S3ObjectStore direct, String key) {
    return (exchange, proxy) -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      direct.put(key, java.nio.ByteBuffer.wrap(Arrays.copyOf(body, body.length / 2)));
      FaultProxy.answer(exchange, new Answer(200, Headers.of("ETag", "\"x\""), new byte[0]));
    };
  }

  /** The object is stored, and its ETag is no MD5: as where the server encrypts. */
  static Fault tagIsOpaque() {
    return (exchange, proxy) -> {
      Answer answer = proxy.pass(exchange);
      Headers headers = answer.headers().newBuilder().set("ETag", "\"x\"").build();
      FaultProxy.answer(exchange, new Answer(answer.status(), headers, answer.body()));
    };
  }

  /** Says that the object was stored, and stores nothing. */
  static Fault storesNothing() {
    return (exchange, proxy) -> {
      exchange.getRequestBody().readAllBytes();
      FaultProxy.answer(exchange, new Answer(200, Headers.of("ETag", "\"x\""), new byte[0]));
    };
  }

  /** Nothing goes wrong: what goes wrong is a later request. */
  static Fault passes() {
    return (exchange, proxy) -> FaultProxy.answer(exchange, proxy.pass(exchange));
  }

  /** Stores the object whatever was asked for, and says something else. */
  static Fault storesAndSays(S3ObjectStore direct, int status, String code) {
    return (exchange, proxy) -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      direct.put(path.substring(path.indexOf("/probe/") + 1), java.nio.ByteBuffer.wrap(body));
      FaultProxy.answer(exchange, new Answer(status, XML, errorBody(code)));
    };
  }

  /** Lists nothing, as if what is there had not got there yet. */
  static Fault emptyList() {
    return (exchange, proxy) ->
        FaultProxy.answer(
            exchange, new Answer(200, XML, EMPTY_LIST.getBytes(StandardCharsets.UTF_8)));
  }

  /** Changes one bit of the upload before it reaches the server. */
  static Fault uploadIsChanged() {
    return (exchange, proxy) -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      body[body.length / 2] ^= 4;
      exchange.setStreams(new java.io.ByteArrayInputStream(body), null);
      FaultProxy.answer(exchange, proxy.pass(exchange));
    };
  }

  private static byte[] errorBody(String code) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
            + code
            + "</Code><Message>told by the test</Message></Error>")
        .getBytes(StandardCharsets.UTF_8);
  }
}

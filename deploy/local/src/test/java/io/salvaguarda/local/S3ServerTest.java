package io.salvaguarda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ServerTest {
  @TempDir static Path folder;
  private static S3Server s3;

  @BeforeAll
  static void start() {
    s3 = S3Server.start(folder.resolve("s3"));
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Test
  void anObjectIsReadBackAndIsAPlainFileAtRest() throws Exception {
    // given
    MinioClient client = client(s3, s3.secretKey()).build();

    // when
    put(client, "chunks/ab/abc", "bytes");

    // then
    assertThat(get(client, "chunks/ab/abc")).isEqualTo("bytes");
    assertThat(s3.objectFile("chunks/ab/abc")).hasContent("bytes");
  }

  @Test
  void aWrongSecretIsRefused() {
    // given
    MinioClient client = client(s3, "wrong").build();

    // when / then
    assertThatThrownBy(() -> put(client, "x", "bytes"))
        .isInstanceOf(ErrorResponseException.class)
        .hasMessageContaining("signature");
  }

  @Test
  void aKilledServerComesBackWithItsObjects() throws Exception {
    // given
    MinioClient client = client(s3, s3.secretKey()).build();
    put(client, "kept", "bytes");

    // when
    s3.process().kill9();
    s3.process().start();

    // then
    assertThat(get(client, "kept")).isEqualTo("bytes");
  }

  @Test
  void overHttpsTheServersOwnCertificateMustBeTrusted() throws Exception {
    try (S3Server secure = S3Server.startTls(folder.resolve("tls"))) {
      // given
      MinioClient trusting =
          client(secure, secure.secretKey()).httpClient(trusting(secure)).build();
      MinioClient distrusting = client(secure, secure.secretKey()).build();

      // when
      put(trusting, "x", "bytes");

      // then
      assertThat(get(trusting, "x")).isEqualTo("bytes");
      assertThatThrownBy(() -> put(distrusting, "y", "bytes")).isInstanceOf(SSLException.class);
    }
  }

  private static MinioClient.Builder client(S3Server server, String secret) {
    return MinioClient.builder()
        .endpoint(server.endpoint().toString())
        .region(S3Server.REGION)
        .credentials(server.accessKey(), secret);
  }

  private static OkHttpClient trusting(S3Server server) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = new FileInputStream(server.caCertificate().orElseThrow().toFile())) {
      trusted.setCertificateEntry(
          "s3", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return new OkHttpClient.Builder()
        .sslSocketFactory(
            context.getSocketFactory(), (X509TrustManager) factory.getTrustManagers()[0])
        .build();
  }

  private static void put(MinioClient client, String key, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    client.putObject(
        PutObjectArgs.builder().bucket(S3Server.BUCKET).object(key).stream(
                new ByteArrayInputStream(bytes), bytes.length, -1)
            .build());
  }

  private static String get(MinioClient client, String key) throws Exception {
    try (InputStream in =
        client.getObject(GetObjectArgs.builder().bucket(S3Server.BUCKET).object(key).build())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

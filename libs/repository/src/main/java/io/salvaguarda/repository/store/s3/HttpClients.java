package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;

/** Makes the HTTP client for one bucket. */
final class HttpClients {

  private static final int REQUESTS = 64;

  private HttpClients() {}

  static OkHttpClient forBucket(S3Settings settings) throws StoreException {
    // OkHttp's own threads keep a JVM alive for a minute, and let through five requests per host
    Dispatcher dispatcher =
        new Dispatcher(
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("s3-", 1).factory()));
    dispatcher.setMaxRequests(REQUESTS);
    dispatcher.setMaxRequestsPerHost(REQUESTS);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .connectTimeout(settings.patience())
            .readTimeout(settings.patience())
            .writeTimeout(settings.patience());
    if (settings.caCertificate().isPresent()) {
      trustOnly(builder, settings);
    }
    return builder.build();
  }

  private static void trustOnly(OkHttpClient.Builder builder, S3Settings settings)
      throws StoreException.Denied {
    try (InputStream pem = Files.newInputStream(settings.caCertificate().orElseThrow())) {
      HandshakeCertificates.Builder trusted = new HandshakeCertificates.Builder();
      CertificateFactory.getInstance("X.509")
          .generateCertificates(pem)
          .forEach(each -> trusted.addTrustedCertificate((X509Certificate) each));
      HandshakeCertificates only = trusted.build();
      builder.sslSocketFactory(only.sslSocketFactory(), only.trustManager());
    } catch (IOException | CertificateException e) {
      throw new StoreException.Denied(
          "cannot use the CA certificate " + settings.caCertificate().get() + ": " + e, e);
    }
  }
}

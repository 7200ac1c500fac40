package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

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
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int count = 0;
      for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca-" + count++, c);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      builder.sslSocketFactory(context.getSocketFactory(), manager);
    } catch (IOException | GeneralSecurityException e) {
      throw new StoreException.Denied(
          "cannot use the CA certificate " + settings.caCertificate().get() + ": " + e, e);
    }
  }
}

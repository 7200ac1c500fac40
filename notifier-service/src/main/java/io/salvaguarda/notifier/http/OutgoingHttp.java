package io.salvaguarda.notifier.http;

import io.quarkus.runtime.Startup;
import io.salvaguarda.config.Network;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Asks other people's servers. Each connect is checked at the very address that is used; redirects
 * are answers like any other; nothing is sent a second time.
 */
@Startup // a wrong setting is found now, not when the first alarm is due
@ApplicationScoped
public class OutgoingHttp {

  private static final long MOST_BYTES = 4096;
  private static final String USER_AGENT = "Salvaguarda-Notifier/1";

  private final OkHttpClient common;
  private final Map<List<Network>, OkHttpClient> clients = new ConcurrentHashMap<>();

  public OutgoingHttp(OutgoingSettings settings) {
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .connectTimeout(settings.patience())
            .readTimeout(settings.patience())
            .writeTimeout(settings.patience())
            .callTimeout(settings.deadline())
            .followRedirects(false)
            .followSslRedirects(false)
            // a request that may have arrived is repeated by our own schedule only
            .retryOnConnectionFailure(false)
            // a proxy would connect where we cannot check
            .proxy(Proxy.NO_PROXY)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
    settings.caCertificate().ifPresent(pem -> OwnAuthorities.trust(client, pem));
    this.common = client.build();
  }

  /** Ends within the deadline, on a thread that may block. Never throws for what a server does. */
  public HttpAnswer send(OutgoingRequest request) {
    HttpUrl url = HttpUrl.get(request.url());
    if (url == null) {
      return new HttpAnswer.Refused("the URL is not one of http or https");
    }
    Request.Builder asked = new Request.Builder().url(url).headers(Headers.of(request.headers()));
    request
        .body()
        .ifPresent(
            body ->
                asked.post(
                    RequestBody.create(
                        body.text().getBytes(StandardCharsets.UTF_8),
                        MediaType.get(body.mediaType()))));
    asked.header("user-agent", USER_AGENT);
    try (Response response = client(request.allowedNetworks()).newCall(asked.build()).execute()) {
      return new HttpAnswer.Answered(
          response.code(),
          RetryAfter.read(response.header("Retry-After"), Instant.now()),
          response.isSuccessful() ? "" : Masked.text(beginning(response), request.hidden()));
    } catch (IOException failure) {
      return onlyRefused(failure)
          ? new HttpAnswer.Refused(refusal(failure).getMessage())
          : new HttpAnswer.Unanswered(
              Masked.text(
                  failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                  request.hidden()));
    }
  }

  /** Only these networks are open to it. */
  private OkHttpClient client(List<Network> allowed) {
    return clients.computeIfAbsent(
        allowed, key -> common.newBuilder().socketFactory(new GuardedSockets(key)).build());
  }

  /** What there is of it: the status has said what counts. */
  private static String beginning(Response response) {
    Buffer read = new Buffer();
    try {
      BufferedSource source = response.body().source();
      while (read.size() < MOST_BYTES && source.read(read, MOST_BYTES - read.size()) >= 0) {
        // until the end, or enough
      }
    } catch (IOException brokenOff) {
      // the part that came is as good
    }
    return read.readUtf8();
  }

  /** The client wraps the failure of each address and hangs those of the others on the last. */
  private static boolean onlyRefused(Throwable failure) {
    return refusal(failure) != null
        && Arrays.stream(failure.getSuppressed()).allMatch(OutgoingHttp::onlyRefused);
  }

  private static AddressRefused refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AddressRefused refused) {
        return refused;
      }
    }
    return null;
  }
}

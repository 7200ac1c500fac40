package io.salvaguarda.notifier.webhook;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WebhookChannel;
import io.salvaguarda.notifier.delivery.adapter.DeliverySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Proxy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** One HTTP client for each webhook channel: only its own networks are open to it. */
@ApplicationScoped
class WebhookClients {

  private final Map<String, OkHttpClient> clients;

  WebhookClients(SuiteConfig config, DeliverySettings settings) {
    OkHttpClient common =
        new OkHttpClient.Builder()
            .connectTimeout(settings.webhookPatience())
            .readTimeout(settings.webhookPatience())
            .writeTimeout(settings.webhookPatience())
            .callTimeout(settings.webhookDeadline())
            .followRedirects(false)
            .followSslRedirects(false)
            // a request that may have arrived is repeated by our own schedule only
            .retryOnConnectionFailure(false)
            // a proxy would connect where we cannot check
            .proxy(Proxy.NO_PROXY)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
    this.clients =
        config.channels().values().stream()
            .filter(WebhookChannel.class::isInstance)
            .map(WebhookChannel.class::cast)
            .collect(
                Collectors.toUnmodifiableMap(
                    WebhookChannel::name,
                    channel ->
                        common
                            .newBuilder()
                            .socketFactory(new GuardedSockets(channel.allowedNetworks()))
                            .build()));
  }

  OkHttpClient of(WebhookChannel channel) {
    return clients.get(channel.name());
  }
}

package io.salvaguarda.notifier.http;

import io.salvaguarda.config.HttpChannel;
import io.salvaguarda.config.Network;
import io.salvaguarda.config.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of somebody else's server.
 *
 * @param body absent: GET; else it is posted
 * @param allowedNetworks special addresses that may be connected to
 * @param hidden what no error and no answer may show
 */
public record OutgoingRequest(
    URI url,
    Map<String, String> headers,
    Optional<Body> body,
    List<Network> allowedNetworks,
    List<Secret> hidden) {

  /** Sent as UTF-8. */
  public record Body(String mediaType, String text) {}

  public OutgoingRequest {
    headers = Map.copyOf(headers);
    allowedNetworks = List.copyOf(allowedNetworks);
    hidden = List.copyOf(hidden);
  }

  /** A JSON text for a channel. */
  public static OutgoingRequest json(HttpChannel channel, URI url, String text) {
    return post(channel, url, new Body("application/json; charset=utf-8", text));
  }

  /** A text for a channel. */
  public static OutgoingRequest post(HttpChannel channel, URI url, Body body) {
    return new OutgoingRequest(
        url, Map.of(), Optional.of(body), channel.allowedNetworks(), channel.hidden());
  }

  /** The same with these headers as well. */
  public OutgoingRequest with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new OutgoingRequest(url, all, body, allowedNetworks, hidden);
  }

  /** The URL may be secret. */
  @Override
  public String toString() {
    return "OutgoingRequest[" + url.getScheme() + "://" + url.getHost() + "]";
  }
}

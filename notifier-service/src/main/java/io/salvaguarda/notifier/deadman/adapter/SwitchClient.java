package io.salvaguarda.notifier.deadman.adapter;

import io.salvaguarda.config.DeadManSwitch;
import io.salvaguarda.config.Secret;
import io.salvaguarda.notifier.http.HttpAnswer;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.OutgoingRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Speaks to the switch as healthchecks.io and the like want it: the URL, or the URL and /fail. */
@ApplicationScoped
class SwitchClient {

  static final String TAKEN = "taken";

  private static final Logger LOG = Logger.getLogger(SwitchClient.class);

  private final OutgoingHttp http;

  SwitchClient(OutgoingHttp http) {
    this.http = http;
  }

  /** {@link #TAKEN}, or why it was not. */
  String tell(DeadManSwitch dead, List<String> complaints) {
    HttpAnswer answer = http.send(request(dead, complaints));
    String said =
        switch (answer) {
          case HttpAnswer.Answered answered when answered.took() -> TAKEN;
          case HttpAnswer.Answered answered -> "HTTP " + answered.status();
          case HttpAnswer.Refused refused -> refused.why();
          case HttpAnswer.Unanswered unanswered -> unanswered.why();
        };
    if (!said.equals(TAKEN)) {
      LOG.warnf("event=dead_man_switch.not_taken cause=\"%s\"", said);
    }
    return said;
  }

  private static OutgoingRequest request(DeadManSwitch dead, List<String> complaints) {
    URI url = complaints.isEmpty() ? dead.url() : failing(dead.url());
    return new OutgoingRequest(
        url,
        Map.of(),
        complaints.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new OutgoingRequest.Body(
                    "text/plain; charset=utf-8", String.join("\n", complaints))),
        dead.allowedNetworks(),
        List.of(Secret.of(dead.url().toString()), Secret.of(dead.url().getRawPath())));
  }

  /** The path is followed by /fail, the query stays behind it. */
  private static URI failing(URI url) {
    String text = url.toString();
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    String rest = query < 0 ? "" : text.substring(query);
    return URI.create((path.endsWith("/") ? path : path + "/") + "fail" + rest);
  }
}

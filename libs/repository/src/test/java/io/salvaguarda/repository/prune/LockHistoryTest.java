package io.salvaguarda.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.simulation.SimulatedClocks;
import io.salvaguarda.repository.simulation.SimulatedStore;
import io.salvaguarda.repository.simulation.SimulatedStore.Fence;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LockHistoryTest {

  private final SimulatedStore store =
      new SimulatedStore(new SimulatedClocks(), new Fence.ByObject());
  private final LockHistory history = new LockHistory(store, new PlainDocuments());

  @Test
  void ofTwoWhoEndAStateOneSucceeds() throws Exception {
    assertThat(history.current()).isEmpty();

    assertThat(history.end(0, heldBy("first"))).isTrue();
    assertThat(history.end(0, heldBy("second"))).isFalse();

    assertThat(history.current().orElseThrow().document()).isEqualTo(heldBy("first"));
  }

  /** The states that it knew have been tidied away meanwhile, so its put does succeed. */
  @Test
  void whoHasSleptSinceALowerStateHasEndedNothing() throws Exception {
    history.end(0, heldBy("first"));
    history.end(1, heldBy("second"));
    history.end(2, heldBy("third"));
    history.end(3, heldBy("fourth"));

    assertThat(history.end(1, heldBy("sleeper"))).isFalse();

    assertThat(history.current().orElseThrow().document()).isEqualTo(heldBy("fourth"));
    assertThat(history.end(4, LockDocument.FREE)).isTrue();
    assertThat(store.list("prune/lock/")).as("nothing is left").hasSize(1);
  }

  private static LockDocument heldBy(String holder) {
    return new LockDocument(Optional.of(holder), Set.of());
  }

  private static final class PlainDocuments implements SealedDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public byte[] seal(String objectKey, ObjectNode content) {
      return content.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public JsonNode open(String objectKey, byte[] file) throws IOException {
      return JSON.readTree(file);
    }
  }
}

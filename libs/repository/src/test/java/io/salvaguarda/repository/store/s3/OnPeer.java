package io.salvaguarda.repository.store.s3;

import io.salvaguarda.local.S3Peer.Maker;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tests need a server of this maker: without it they are skipped, and say how to get it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnPeer.IsHere.class)
public @interface OnPeer {
  Maker value();

  /** Looks whether somebody has built it. */
  final class IsHere implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Maker maker = context.getRequiredTestClass().getAnnotation(OnPeer.class).value();
      return maker.program().isPresent()
          ? ConditionEvaluationResult.enabled(maker + " is here")
          : ConditionEvaluationResult.disabled(maker.absent());
    }
  }
}

package io.salvaguarda.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.salvaguarda.events");

  private static final ArchRule ONE_FACTORY =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(EventFactory.class.getName())
          .and()
          .doNotHaveFullyQualifiedName(EventCodec.class.getName())
          .should()
          .callConstructor(
              EventEnvelope.class, UUID.class, String.class, Instant.class, SuiteEvent.class)
          .because("only the factory sets id and time, and the codec only what it read");

  private static final ArchRule PLAIN =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.salvaguarda.events", "java..", "com.fasterxml.jackson..", "com.fasterxml.uuid..")
          .because("anyone must be able to use the contract, whatever they run on");

  @Test
  void onlyTheFactoryAndTheCodecMakeEnvelopes() {
    ONE_FACTORY.check(OURS);
  }

  @Test
  void anEnvelopeMadeElsewhereIsFound() {
    JavaClasses forger = new ClassFileImporter().importClasses(Forger.class);

    assertThatThrownBy(() -> ONE_FACTORY.check(forger))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Forger");
  }

  @Test
  void outsideThisPackageTheCompilerForbidsIt() {
    assertThat(EventEnvelope.class.getDeclaredConstructors())
        .noneMatch(constructor -> Modifier.isPublic(constructor.getModifiers()));
  }

  @Test
  void theContractIsPlainJava() {
    PLAIN.check(OURS);
  }

  @Test
  void aDependencyOnAnythingElseIsFound() {
    JavaClasses tests = new ClassFileImporter().importClasses(ArchitectureTest.class);

    assertThatThrownBy(() -> PLAIN.check(tests)).isInstanceOf(AssertionError.class);
  }

  /** What the rule must find. */
  static final class Forger {
    EventEnvelope<StorageLow> forge(StorageLow event) {
      return new EventEnvelope<>(UUID.randomUUID(), "me", Instant.EPOCH, event);
    }
  }
}

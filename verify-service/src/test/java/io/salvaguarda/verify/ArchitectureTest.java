package io.salvaguarda.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.salvaguarda.events.EventFactory;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String[] FRAMEWORKS = {
    "io.quarkus..",
    "io.smallrye..",
    "jakarta..",
    "org.hibernate..",
    "org.eclipse.microprofile..",
    "io.micrometer..",
    "org.jboss..",
    "io.salvaguarda.kit.."
  };

  private final JavaClasses service =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.salvaguarda.verify");

  private static ArchRule freeOfFrameworks(String domain) {
    return noClasses()
        .that()
        .resideInAPackage(domain)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS)
        .because("what a proof is outlives the framework that runs it");
  }

  private static ArchRule withoutCycles(String features) {
    return slices()
        .matching(features)
        .should()
        .beFreeOfCycles()
        .because("a feature that needs the one that needs it cannot be changed alone");
  }

  private static ArchRule makesNoEvents(String where) {
    return noClasses()
        .that()
        .resideInAPackage(where)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(EventFactory.class)
        .because("only the outbox sets an event's id and time");
  }

  @Test
  void theProofIsPlainJava() {
    freeOfFrameworks("..verify.proof..").check(service);
    canFail(freeOfFrameworks("..verify.run.."), service);
  }

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    withoutCycles("io.salvaguarda.verify.(*)..").check(service);
    canFail(
        withoutCycles("com.fasterxml.jackson.databind.(*)"),
        new ClassFileImporter().importPackages("com.fasterxml.jackson.databind"));
  }

  @Test
  void eventsAreMadeByTheOutboxOnly() {
    makesNoEvents("io.salvaguarda.verify..").check(service);
    canFail(
        makesNoEvents("io.salvaguarda.verify.testing"),
        new ClassFileImporter().importPackages("io.salvaguarda.verify.testing"));
  }

  private static void canFail(ArchRule rule, JavaClasses classes) {
    assertThatThrownBy(() -> rule.check(classes)).isInstanceOf(AssertionError.class);
  }
}

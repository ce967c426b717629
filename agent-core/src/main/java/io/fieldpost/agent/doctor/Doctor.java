package io.fieldpost.agent.doctor;

import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.console.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Examines a gateway: one check after the other, each for at most two seconds. What it finds is the answer; it logs nothing and changes
 * nothing. On the caller's thread, with one daemon thread for each check, so that a name server that does not answer can be left
 * behind.
 */
public final class Doctor {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Words words;
    private final Duration longest;

    Doctor(Words words, Duration longest) {
        this.words = words;
        this.longest = longest;
    }

    /** Hears how the examination goes. Called from the thread that examines. */
    public interface Progress {
        /** A check begins, which may take two seconds. */
        void begins(String subject);

        /** The check that began last is done. */
        void found(Finding finding);
    }

    /**
     * Examines this machine for a configuration.
     *
     * @return the findings, in the order of the checks
     * @throws InterruptedException when the thread was interrupted; the check at hand is given up
     */
    public static List<Finding> examine(ConfigurationRead read, Language language, Progress progress)
            throws InterruptedException {
        Words words = Words.beside(Doctor.class, language);
        List<Check> checks = new Checks(words, Surroundings.here()).of(read);
        return new Doctor(words, LONGEST).examine(checks, progress);
    }

    /** The exit code of an examination: 1 when something does not work, else 0. */
    public static int exitCode(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL) ? 1 : 0;
    }

    List<Finding> examine(List<Check> checks, Progress progress) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            progress.begins(check.subject());
            Finding finding = bounded(check);
            progress.found(finding);
            findings.add(finding);
        }
        return findings;
    }

    private Finding bounded(Check check) throws InterruptedException {
        Verdict verdict = new Verdict(words, check.subject());
        FutureTask<Finding> task = new FutureTask<>(check::examine);
        Thread thread = new Thread(task, "doctor " + check.subject());
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return verdict.fail("check.timeout", Long.toString(longest.toMillis()));
        } catch (ExecutionException e) {
            return verdict.fail("check.failed", String.valueOf(e.getCause()));
        } finally {
            task.cancel(true);
        }
    }
}

package io.fieldpost.agent.cli;

/** An exception in one line for a person. */
final class Words {
    static String of(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private Words() {}
}

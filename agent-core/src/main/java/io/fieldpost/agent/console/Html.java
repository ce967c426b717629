package io.fieldpost.agent.console;

/** Grows a page. Text that comes from outside goes through {@link #text}, which is the only way to add what is not markup. */
final class Html {
    private final StringBuilder page = new StringBuilder(16_384);

    /** Adds markup of our own. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    /** Adds text, escaped so that it is inert between tags and in quoted attributes. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : c);
            }
        }
        return this;
    }

    /** Adds an element that holds nothing but text. */
    Html element(String tag, String text) {
        return raw("<").raw(tag).raw(">").text(text).raw("</").raw(tag).raw(">");
    }

    /** Adds an element with a class of our own that holds nothing but text. */
    Html element(String tag, String styleClass, String text) {
        return raw("<" + tag + " class=\"" + styleClass + "\">").text(text).raw("</" + tag + ">");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}

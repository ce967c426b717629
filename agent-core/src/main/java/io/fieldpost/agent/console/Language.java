package io.fieldpost.agent.console;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages in which the agent talks to a technician. */
public enum Language {
    /** English. */
    EN("en"),
    /** Simplified Chinese. */
    ZH("zh-CN");

    private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.CHINESE);

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Its language tag (BCP 47), as it stands in {@code <html lang>}. */
    public String tag() {
        return tag;
    }

    Locale locale() {
        return LOCALES.get(ordinal());
    }

    Language other() {
        return this == EN ? ZH : EN;
    }

    /** Chinese for a Chinese locale, whatever its region; English for all others. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? ZH : EN;
    }

    /**
     * The best match for a browser's wishes (RFC 9110, 12.5.4; RFC 4647, 3.4).
     *
     * @param acceptLanguage the header field; null or malformed gives English
     */
    static Language preferredBy(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return EN;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LOCALES);
            return best == null ? EN : of(best);
        } catch (IllegalArgumentException malformed) {
            return EN;
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-ics.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-error.h"
#include "td-text.h"

#define MAX_OCTETS 75 /* of a line, RFC 5545 3.1 */
#define MAX_SIZE (8 << 20)
#define MAX_ENTRIES 20000

TdIcsEntry *
td_ics_entry_new (void)
{
  return g_new0 (TdIcsEntry, 1);
}

void
td_ics_entry_free (TdIcsEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->uid);
  g_free (entry->date);
  g_free (entry->end);
  g_free (entry->summary);
  g_free (entry->description);
  g_free (entry->category);
  g_free (entry);
}

/* Folds at whole characters: a line that goes on starts with a blank. */
static void
append_line (GString *out, const char *line)
{
  const char *p = line;
  gsize width = 0;

  while (*p != '\0')
    {
      gsize length = (gsize) (g_utf8_next_char (p) - p);

      if (width + length > MAX_OCTETS)
        {
          g_string_append (out, "\r\n ");
          width = 1;
        }
      g_string_append_len (out, p, (gssize) length);
      width += length;
      p += length;
    }
  g_string_append (out, "\r\n");
}

static void
append_text (GString *out, const char *name, const char *value)
{
  g_autoptr (GString) line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = g_string_new (name);
  g_string_append_c (line, ':');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (line, "\\n");
      else if (*p == '\\' || *p == ';' || *p == ',')
        g_string_append_printf (line, "\\%c", *p);
      else if ((guchar) *p >= 0x20)
        g_string_append_c (line, *p);
    }
  append_line (out, line->str);
}

/* days: 1 for the end, which names the day behind the last one. */
static void
append_date (GString *out, const char *name, const char *iso, guint days)
{
  g_autofree char *line = NULL;
  GDate date;

  if (!td_date_parse_iso (iso, &date))
    return;
  g_date_add_days (&date, days);
  line = g_strdup_printf ("%s;VALUE=DATE:%04d%02d%02d", name, g_date_get_year (&date),
                          (int) g_date_get_month (&date), g_date_get_day (&date));
  append_line (out, line);
}

static void
append_entry (GString *out, const TdIcsEntry *entry)
{
  append_line (out, "BEGIN:VEVENT");
  append_text (out, "UID", entry->uid);
  /* the entries do not change with the time of the export: equal ones make equal files */
  append_line (out, "DTSTAMP:19700101T000000Z");
  append_date (out, "DTSTART", entry->date, 0);
  append_date (out, "DTEND", entry->end != NULL ? entry->end : entry->date, 1);
  append_text (out, "SUMMARY", entry->summary);
  append_text (out, "DESCRIPTION", entry->description);
  append_text (out, "CATEGORIES", entry->category);
  append_line (out, "TRANSP:TRANSPARENT");
  if (entry->alarm_days > 0)
    {
      g_autofree char *trigger = g_strdup_printf ("TRIGGER:-P%dD", entry->alarm_days);

      append_line (out, "BEGIN:VALARM");
      append_line (out, "ACTION:DISPLAY");
      append_text (out, "DESCRIPTION", entry->summary != NULL ? entry->summary : "-");
      append_line (out, trigger);
      append_line (out, "END:VALARM");
    }
  append_line (out, "END:VEVENT");
}

/**
 * td_ics_write:
 * @name: (nullable): what the calendar is called
 * @entries: (element-type TdIcsEntry): its entries
 *
 * Returns: (transfer full): the text of a calendar file
 */
char *
td_ics_write (const char *name, GPtrArray *entries)
{
  GString *out = g_string_new (NULL);

  append_line (out, "BEGIN:VCALENDAR");
  append_line (out, "VERSION:2.0");
  append_line (out, "PRODID:-//Tien Do//tiendo//VI");
  append_line (out, "CALSCALE:GREGORIAN");
  append_text (out, "X-WR-CALNAME", name);
  for (guint i = 0; i < entries->len; i++)
    append_entry (out, g_ptr_array_index (entries, i));
  append_line (out, "END:VCALENDAR");

  return g_string_free (out, FALSE);
}

/* The value of a line "NAME;PARAMETER=…:value", NULL when it is another one. */
static const char *
value_of (const char *line, const char *name)
{
  gsize length = strlen (name);
  const char *colon;

  if (g_ascii_strncasecmp (line, name, length) != 0 || (line[length] != ':' && line[length] != ';'))
    return NULL;
  colon = strchr (line + length, ':');

  return colon != NULL ? colon + 1 : NULL;
}

static char *
unescape (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\\' && (p[1] == 'n' || p[1] == 'N'))
        g_string_append_c (text, '\n'), p++;
      else if (*p == '\\' && p[1] != '\0')
        g_string_append_c (text, *++p);
      else
        g_string_append_c (text, *p);
    }

  return g_string_free (text, FALSE);
}

/* "20260430" and "20260430T080000Z" -> "2026-04-30", @days before it. */
static char *
read_date (const char *value, guint days)
{
  g_autofree char *iso = NULL;
  GDate date;

  if (strspn (value, "0123456789") != 8)
    return NULL;
  iso = g_strdup_printf ("%.4s-%.2s-%.2s", value, value + 4, value + 6);
  if (!td_date_parse_iso (iso, &date))
    return NULL;
  g_date_subtract_days (&date, days);

  return td_date_format_iso (&date);
}

static void
set_text (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

static void
read_line (TdIcsEntry *entry, const char *line)
{
  const char *value;

  if ((value = value_of (line, "DTSTART")) != NULL)
    set_text (&entry->date, read_date (value, 0));
  else if ((value = value_of (line, "DTEND")) != NULL)
    set_text (&entry->end, read_date (value, strlen (value) == 8 ? 1 : 0));
  else if ((value = value_of (line, "SUMMARY")) != NULL)
    set_text (&entry->summary, unescape (value));
  else if ((value = value_of (line, "DESCRIPTION")) != NULL)
    set_text (&entry->description, unescape (value));
  else if ((value = value_of (line, "CATEGORIES")) != NULL)
    set_text (&entry->category, unescape (value));
  else if ((value = value_of (line, "UID")) != NULL)
    set_text (&entry->uid, unescape (value));
}

/**
 * td_ics_read:
 * @text: a calendar file
 * @length: its bytes
 * @file: (nullable): its name, for messages
 * @error: return location
 *
 * Reads the entries of a calendar; hours, repetitions and alarms are left out.
 *
 * Returns: (nullable) (transfer full) (element-type TdIcsEntry): the entries with a day
 */
GPtrArray *
td_ics_read (const char *text, gsize length, const char *file, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_ics_entry_free);
  g_autofree char *valid = NULL;
  g_autofree char *unfolded = NULL;
  g_autoptr (GRegex) fold = NULL;
  g_auto (GStrv) lines = NULL;
  TdIcsEntry *entry = NULL;
  guint depth = 0;

  if (length > MAX_SIZE)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, file, NULL, _ ("The calendar is too large."));
      return NULL;
    }
  valid = g_utf8_make_valid (text, (gssize) length);
  fold = g_regex_new ("\r?\n[ \t]", 0, 0, NULL);
  unfolded = g_regex_replace_literal (fold, valid, -1, 0, "", 0, error);
  if (unfolded == NULL)
    return NULL;
  if (strstr (unfolded, "BEGIN:VCALENDAR") == NULL)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, file, NULL, _ ("This is no calendar file."));
      return NULL;
    }

  lines = g_strsplit (unfolded, "\n", -1);
  for (guint i = 0; lines[i] != NULL && entries->len < MAX_ENTRIES; i++)
    {
      const char *line = g_strchomp (lines[i]);

      if (g_ascii_strcasecmp (line, "BEGIN:VEVENT") == 0)
        {
          td_ics_entry_free (entry);
          entry = td_ics_entry_new ();
          depth = 0;
        }
      else if (entry == NULL)
        continue;
      else if (g_ascii_strcasecmp (line, "END:VEVENT") == 0)
        {
          if (entry->date != NULL)
            g_ptr_array_add (entries, entry);
          else
            td_ics_entry_free (entry);
          entry = NULL;
        }
      else if (g_ascii_strncasecmp (line, "BEGIN:", 6) == 0)
        depth++;
      else if (g_ascii_strncasecmp (line, "END:", 4) == 0)
        depth -= depth > 0;
      else if (depth == 0)
        read_line (entry, line);
    }
  td_ics_entry_free (entry);

  return g_steal_pointer (&entries);
}

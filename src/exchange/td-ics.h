/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Calendar files (RFC 5545), whole-day entries only: deadlines and holidays have no hours. */
typedef struct
{
  char *uid;     /* the same in every export, so that a calendar replaces what it has */
  char *date;    /* ISO 8601, first day */
  char *end;     /* (nullable): last day; NULL: one day */
  char *summary; /* (nullable) */
  char *description;
  char *category; /* (nullable): one word */
  int alarm_days; /* a reminder so many days before; 0: none */
} TdIcsEntry;

TdIcsEntry *td_ics_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_ics_entry_free (TdIcsEntry *entry);

char *td_ics_write (const char *name, GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_ics_read (const char *text, gsize length, const char *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

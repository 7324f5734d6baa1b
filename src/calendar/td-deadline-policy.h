/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-office-hours.h"

G_BEGIN_DECLS

/* What a stretch of waiting does to a due time */
typedef enum
{
  TD_WAIT_NONE,  /* nothing */
  TD_WAIT_PAUSE, /* its working time is added */
  TD_WAIT_RESET, /* the limit starts anew when it ends */
} TdWaitEffect;

/* How due times follow from events: data with effective dates (data/policies), never code. */
typedef struct
{
  char *key;
  char *alias; /* (nullable) */
  char *name;
  GDate valid_from; /* not valid: only used when named */
  GDate valid_to;   /* not valid: still in force */
  TdWaitEffect supplement;
  TdWaitEffect pause;
  int late_cutoff; /* minutes after midnight, -1: the close of the office */
  gboolean same_hour;
  guint extensions;
  char *law_start;
  char *law_supplement;
  char *law_extension;
} TdDeadlinePolicy;

/* The policies of a file and the office hours that hold where an office entered none. */
typedef struct _TdDeadlinePolicies TdDeadlinePolicies;

TdDeadlinePolicies *td_deadline_policies_load (const char *text,
                                               const char *file,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_deadline_policies_free (TdDeadlinePolicies *self);

const TdDeadlinePolicy *td_deadline_policies_find (const TdDeadlinePolicies *self, const char *key);
const TdDeadlinePolicy *td_deadline_policies_at (const TdDeadlinePolicies *self,
                                                 const GDate *received);
guint td_deadline_policies_n (const TdDeadlinePolicies *self);
const TdDeadlinePolicy *td_deadline_policies_nth (const TdDeadlinePolicies *self, guint n);
const TdOfficeHours *td_deadline_policies_hours (const TdDeadlinePolicies *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDeadlinePolicies, td_deadline_policies_free)

G_END_DECLS

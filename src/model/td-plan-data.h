/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"

G_BEGIN_DECLS

/* A whole plan as plain rows: what an importer produces, a repository saves and loads, a composer
 * prints and a JSON writer writes. Rows refer to each other by id: real ids when loaded from a
 * workspace, otherwise local ids, counted from 1 per kind by td_plan_data_add() and mapped to real
 * ones when the plan is saved. It is a plain value: one thread owns it at a time. */
typedef struct
{
  char *place;   /* "annex/II/3", "section II/1" */
  char *message; /* for people, translated */
  TdKind kind;   /* of the row it is about */
  gint64 id;     /* 0: of no row alone */
} TdPlanDoubt;

typedef struct
{
  TdPlanRow *plan;
  GPtrArray *rows[TD_N_KINDS]; /* rows of each kind that belongs to a plan, in document order */
  GPtrArray *doubts;           /* (element-type TdPlanDoubt): what the importer is not sure of */
  gint64 last_id[TD_N_KINDS];  /* private: highest local id given so far */
} TdPlanData;

TdPlanData *td_plan_data_new (void) G_GNUC_WARN_UNUSED_RESULT;
TdPlanData *td_plan_data_copy (const TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_data_free (TdPlanData *data);

gpointer td_plan_data_add (TdPlanData *data, TdKind kind);
gpointer td_plan_data_get (const TdPlanData *data, TdKind kind, gint64 id);
guint td_plan_data_count (const TdPlanData *data, TdKind kind);
gpointer td_plan_data_nth (const TdPlanData *data, TdKind kind, guint n);
void td_plan_data_doubt (TdPlanData *data, const char *place, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void td_plan_data_doubt_about (TdPlanData *data, TdKind kind, gint64 id);
void td_plan_data_sort (TdPlanData *data);
void td_plan_data_make_local (TdPlanData *data);

/* Children by position; the arrays hold borrowed rows. */
GPtrArray *td_plan_data_child_sections (const TdPlanData *data,
                                        gint64 parent_id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_plan_data_section_blocks (const TdPlanData *data,
                                        gint64 section_id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_plan_data_group_tasks (const TdPlanData *data,
                                     gint64 group_id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_plan_data_task_products (const TdPlanData *data,
                                       gint64 task_id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *td_plan_data_task_units (const TdPlanData *data,
                                    gint64 task_id,
                                    const char *role) G_GNUC_WARN_UNUSED_RESULT;

/* Numbers: what is printed before a section's title ("II.", "1.1.", "đ)") and its path
 * ("II/1/1.1"). */
char *td_plan_data_section_label (const TdPlanData *data,
                                  const TdSectionRow *section) G_GNUC_WARN_UNUSED_RESULT;
char *td_plan_data_section_number (const TdPlanData *data,
                                   const TdSectionRow *section) G_GNUC_WARN_UNUSED_RESULT;
char *td_plan_data_section_path (const TdPlanData *data,
                                 const TdSectionRow *section) G_GNUC_WARN_UNUSED_RESULT;
guint td_plan_data_section_level (const TdPlanData *data, const TdSectionRow *section);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPlanData, td_plan_data_free)

G_END_DECLS

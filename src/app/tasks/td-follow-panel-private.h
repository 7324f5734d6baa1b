/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-follow-data.h"
#include "td-follow-panel.h"
#include "td-report-form.h"
#include "td-status-pill.h"

G_BEGIN_DECLS

/* Shared by td-follow-panel*.c alone. */
struct _TdFollowPanel
{
  GtkWidget parent_instance;

  TdWorkspace *workspace;
  TdTaskItem *item;
  gulong changed_id;
  gboolean read_only;

  GtkWidget *clamp;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *content;
  TdStatusPill *pill;
  GtkProgressBar *progress;
  GtkLabel *percent;
  const char *look_class; /* of the progress bar */
  GtkWidget *fields;      /* rows of caption and value */
  GtkWidget *sections;    /* everything below, made anew when it changes */
  TdReportForm *form;
  GtkRevealer *form_revealer;
  GtkButton *extend_button;
};

/* td-follow-panel-parts.c */
void td_follow_panel_fill_fields (TdFollowPanel *self, const TdFollowData *data);
void td_follow_panel_fill_sections (TdFollowPanel *self, const TdFollowData *data);
GtkWidget *td_follow_label (const char *text, gboolean wrap, const char *css_class);
GtkWidget *td_follow_icon (const char *icon_name, const char *css_class);
GtkWidget *td_follow_flat_button (const char *label);
GtkWidget *td_follow_add_section (TdFollowPanel *self, const char *title, const char *detail);
GtkWidget *td_follow_add_card (TdFollowPanel *self);

/* td-follow-evidence.c */
GtkWidget *td_follow_evidence_button (TdFollowPanel *self, gint64 evidence_id, const char *text);
void td_follow_panel_fill_evidence (TdFollowPanel *self, const TdFollowData *data);

/* td-follow-milestones.c */
void td_follow_panel_fill_milestones (TdFollowPanel *self, const TdFollowData *data);

/* td-follow-panel.c */
void td_follow_panel_edit (TdFollowPanel *self, gpointer edit, const char *done);
void td_follow_panel_fail (TdFollowPanel *self, const GError *error);

G_END_DECLS

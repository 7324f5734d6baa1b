/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "td-changes-window.h"

#include <glib/gi18n-lib.h>

#include "td-change-row.h"
#include "td-check-row.h"

struct _TdChangesWindow
{
  AdwWindow parent_instance;

  GWeakRef view;      /* the new plan; it may be closed before this window */
  GPtrArray *changes; /* (element-type TdRollChange) */
  gboolean *looked;   /* seen and put aside */
  GtkListBox *list;
  GtkToggleButton *all;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (TdChangesWindow, td_changes_window, ADW_TYPE_WINDOW)

static guint
index_of (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static void
update_count (TdChangesWindow *self)
{
  guint left = 0, reviews = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->changes->len; i++)
    {
      const TdRollChange *change = g_ptr_array_index (self->changes, i);

      if (!td_roll_change_needs_review (change->type))
        continue;
      reviews++;
      left += !self->looked[i];
    }
  text = g_strdup_printf (_ ("%u of %u to look at"), left, reviews);
  gtk_label_set_label (self->count, text);
  gtk_list_box_invalidate_filter (self->list);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  TdChangesWindow *self = user_data;
  guint i = (guint) gtk_list_box_row_get_index (row);
  const TdRollChange *change = g_ptr_array_index (self->changes, i);

  return gtk_toggle_button_get_active (self->all) ||
         (td_roll_change_needs_review (change->type) && !self->looked[i]);
}

static void
go_to (TdChangesWindow *self, guint i)
{
  const TdRollChange *change = g_ptr_array_index (self->changes, i);
  g_autoptr (TdPlanView) view = g_weak_ref_get (&self->view);
  TdSource source = { (int) change->kind, change->id, g_intern_string (change->field) };

  if (view == NULL)
    return;
  if (change->kind == TD_KIND_PLAN)
    source.id = td_plan_view_get_plan_id (view);
  td_plan_view_go_to (view, source);
}

static void
go_cb (TdChangeRow *row, TdChangesWindow *self)
{
  go_to (self, index_of (GTK_WIDGET (row)));
}

static void
looked_cb (TdChangeRow *row, TdChangesWindow *self)
{
  self->looked[index_of (GTK_WIDGET (row))] = TRUE;
  td_change_row_set_actions (row, FALSE, TRUE);
  update_count (self);
}

static void
row_activated_cb (TdChangesWindow *self, GtkListBoxRow *row)
{
  go_to (self, (guint) gtk_list_box_row_get_index (row));
}

static void
add_row (TdChangesWindow *self, const TdRollChange *change)
{
  gboolean review = td_roll_change_needs_review (change->type);
  GtkWidget *row = td_change_row_new (review ? _ ("Looked at") : NULL);
  g_autofree char *place = td_check_place_label (change->place);
  const char *label = td_roll_change_label (change->type);
  /* "Legal basis 1" says already what it is */
  g_autofree char *head = g_str_has_prefix (place, label)
                              ? g_strdup (place)
                              : g_strdup_printf ("%s · %s", label, place);

  td_change_row_set (TD_CHANGE_ROW (row),
                     review ? "dialog-question-symbolic" : "object-select-symbolic", head,
                     change->before, change->after);
  td_change_row_set_actions (TD_CHANGE_ROW (row), TRUE, change->type != TD_ROLL_TASK_DROPPED);
  g_signal_connect (row, "go", G_CALLBACK (go_cb), self);
  g_signal_connect (row, "act", G_CALLBACK (looked_cb), self);
  gtk_list_box_append (self->list, row);
}

static void
td_changes_window_finalize (GObject *object)
{
  TdChangesWindow *self = TD_CHANGES_WINDOW (object);

  g_weak_ref_clear (&self->view);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self->looked);

  G_OBJECT_CLASS (td_changes_window_parent_class)->finalize (object);
}

static void
td_changes_window_class_init (TdChangesWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_changes_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
td_changes_window_init (TdChangesWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *nothing = gtk_label_new (_ ("Everything was looked at."));

  g_weak_ref_init (&self->view, NULL);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Changes of the New Plan"));
  gtk_window_set_default_size (GTK_WINDOW (self), 720, 560);
  self->all = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("All changes")));
  gtk_widget_add_css_class (GTK_WIDGET (self->all), "td-pill");
  g_signal_connect_swapped (self->all, "toggled", G_CALLBACK (update_count), self);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_widget_add_css_class (strip, "annex-strip");
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->all));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->count));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "td-table");
  gtk_widget_set_margin_top (nothing, 24);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), strip);
  gtk_box_append (GTK_BOX (content), scroller);
  adw_window_set_content (ADW_WINDOW (self), content);
}

/**
 * td_changes_window_new:
 * @parent: the window of the plan
 * @view: the view of the new plan
 * @changes: (element-type TdRollChange) (transfer none): what was changed
 *
 * Returns: the list, not modal: the plan is edited beside it
 */
GtkWidget *
td_changes_window_new (GtkWindow *parent, TdPlanView *view, GPtrArray *changes)
{
  TdChangesWindow *self = g_object_new (TD_TYPE_CHANGES_WINDOW, "transient-for", parent, NULL);

  g_weak_ref_set (&self->view, view);
  self->changes = g_ptr_array_ref (changes);
  self->looked = g_new0 (gboolean, changes->len + 1);
  for (guint i = 0; i < changes->len; i++)
    add_row (self, g_ptr_array_index (changes, i));
  update_count (self);

  return GTK_WIDGET (self);
}

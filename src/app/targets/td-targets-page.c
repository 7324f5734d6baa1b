/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-targets-page.h"

#include "td-status-pill.h"
#include "td-target-figures-panel.h"
#include "td-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All targets of a plan with what was reached: a list, and the selected one in a panel where the
 * figures of its periods are typed. */
struct _TdTargetsPage
{
  TdPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkButton *empty_button;
  GtkDropDown *plan_drop;
  GtkDropDown *status_drop;
  GtkLabel *count_label;
  GtkListView *view;
  AdwFlap *flap;
  TdTargetFiguresPanel *panel;

  TdWorkspace *workspace;
  GListStore *items; /* what the filter lets through */
  GPtrArray *all;    /* (element-type TdTargetItem) */
  GtkSingleSelection *selection;
  GArray *plans; /* (element-type PlanEntry): of the drop-down */
  GCancellable *cancellable;
  char *search;
  gint64 wanted;
  guint again : 1;
  guint reading : 1;
  guint updating : 1;
};

typedef struct
{
  gint64 id;
  gint64 year;
} PlanEntry;

G_DEFINE_FINAL_TYPE (TdTargetsPage, td_targets_page, TD_TYPE_PAGE)

static void read_anew (TdTargetsPage *self);

/* What the reader thread brings. */
typedef struct
{
  GPtrArray *figures;
  GPtrArray *plans; /* (element-type TdPlanRow) */
} Found;

static void
free_plan (gpointer row)
{
  td_row_free (TD_KIND_PLAN, row);
}

static void
found_free (Found *found)
{
  g_clear_pointer (&found->figures, g_ptr_array_unref);
  g_clear_pointer (&found->plans, g_ptr_array_unref);
  g_free (found);
}

static guint
place_of_plan (const GPtrArray *plans, gint64 id)
{
  guint place = 0;

  while (place < plans->len && ((const TdRow *) g_ptr_array_index (plans, place))->id != id)
    place++;

  return place;
}

/* The targets of one plan stand together, in the order of the plan. */
static int
compare_targets (gconstpointer a, gconstpointer b, gpointer plans)
{
  const TdTargetRow *x = (*(TdTargetFigures *const *) a)->target;
  const TdTargetRow *y = (*(TdTargetFigures *const *) b)->target;
  guint first = place_of_plan (plans, x->plan_id), second = place_of_plan (plans, y->plan_id);

  if (first != second)
    return first < second ? -1 : 1;

  return x->position < y->position ? -1 : x->position > y->position;
}

static gpointer
read_cb (TdConnection *connection, gpointer data, GError **error)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PLAN);
  Found *found = g_new0 (Found, 1);
  g_autoptr (GPtrArray) plans = NULL;

  td_query_order_by (query, "year", TRUE);
  plans = td_query_list (query, connection, error);
  if (plans != NULL)
    found->figures = td_target_figures_read (connection, 0, NULL, error);
  if (found->figures == NULL)
    {
      found_free (found);
      return NULL;
    }
  g_ptr_array_sort_with_data (found->figures, compare_targets, plans);
  found->plans = g_ptr_array_new_with_free_func (free_plan);
  for (guint i = 0; i < plans->len; i++)
    g_ptr_array_add (found->plans, td_row_copy (TD_KIND_PLAN, g_ptr_array_index (plans, i)));

  return found;
}

static TdTargetItem *
selected_item (TdTargetsPage *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static int
year_of (TdTargetsPage *self, gint64 plan_id)
{
  for (guint i = 0; i < self->plans->len; i++)
    {
      const PlanEntry *plan = &g_array_index (self->plans, PlanEntry, i);

      if (plan->id == plan_id)
        return (int) plan->year;
    }

  return 0;
}

static void
selected_cb (TdTargetsPage *self)
{
  TdTargetItem *item = selected_item (self);
  const TdTargetRow *target = item != NULL ? td_target_item_get_figures (item)->target : NULL;

  if (self->updating)
    return;
  td_target_figures_panel_set_item (self->panel, item,
                                    target != NULL ? year_of (self, target->plan_id) : 0);
  adw_flap_set_reveal_flap (self->flap, item != NULL);
  if (target != NULL)
    self->wanted = target->row.id;
}

/* Without diacritics typed, without them compared; with them exactly. */
static gboolean
has_words (const char *text, const char *words)
{
  gboolean marks = td_text_has_marks (words);
  g_autofree char *folded = marks ? td_text_fold_keep_marks (text) : td_text_fold (text);
  g_autofree char *wanted = marks ? td_text_fold_keep_marks (words) : td_text_fold (words);

  return strstr (folded, wanted) != NULL;
}

static gboolean
passes (TdTargetsPage *self, TdTargetItem *item)
{
  const TdTargetFigures *figures = td_target_item_get_figures (item);
  guint status = gtk_drop_down_get_selected (self->status_drop);
  guint plan = gtk_drop_down_get_selected (self->plan_drop);

  if (status > 0 && status <= TD_N_TARGET_STATUSES && figures->status != status - 1)
    return FALSE;
  if (plan > 0 && plan <= self->plans->len &&
      figures->target->plan_id != g_array_index (self->plans, PlanEntry, plan - 1).id)
    return FALSE;

  return self->search == NULL || *self->search == '\0' ||
         (figures->target->text != NULL && has_words (figures->target->text, self->search));
}

static void
show_counts (TdTargetsPage *self, const guint *counts, guint n)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: four counts of targets by status */
      _ ("%u met · %u nearly · %u not met · %u without figures"), counts[TD_TARGET_MET],
      counts[TD_TARGET_NEARLY], counts[TD_TARGET_MISSED], counts[TD_TARGET_NO_DATA]);
  g_autofree char *subtitle =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u target", "%u targets", n), n);

  gtk_label_set_label (self->count_label, text);
  td_page_set_subtitle (TD_PAGE (self), subtitle);
}

static void
show_empty (TdTargetsPage *self)
{
  if (self->all->len > 0)
    {
      adw_status_page_set_title (self->empty_page, _ ("No target like that"));
      adw_status_page_set_description (self->empty_page, NULL);
      gtk_button_set_label (self->empty_button, _ ("Remove the Filter"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), "page.clear-filter");
      return;
    }
  adw_status_page_set_title (self->empty_page, _ ("No targets yet"));
  adw_status_page_set_description (
      self->empty_page, _ ("Targets come with a plan, or are added on its tab Targets."));
  gtk_button_set_label (self->empty_button, _ ("Go to the Plans"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), "page.show-plans");
}

/* Puts into the list what the filter lets through; the selected target stays selected. */
static void
apply_filter (TdTargetsPage *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  guint counts[TD_N_TARGET_STATUSES] = { 0 };
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->all->len; i++)
    {
      TdTargetItem *item = g_ptr_array_index (self->all, i);

      if (!passes (self, item))
        continue;
      if (td_target_item_get_figures (item)->target->row.id == self->wanted)
        selected = shown->len;
      counts[td_target_item_get_figures (item)->status]++;
      g_ptr_array_add (shown, item);
    }
  self->updating = TRUE;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       shown->pdata, shown->len);
  gtk_single_selection_set_selected (self->selection, selected);
  self->updating = FALSE;
  selected_cb (self);
  show_counts (self, counts, shown->len);
  if (shown->len == 0)
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, shown->len > 0 ? "list" : "empty");
}

static void
filter_changed_cb (TdTargetsPage *self)
{
  if (!self->updating)
    apply_filter (self);
}

static void
fill_plans (TdTargetsPage *self, GPtrArray *plans)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->plan_drop);
  gint64 old = selected > 0 && selected <= self->plans->len
                   ? g_array_index (self->plans, PlanEntry, selected - 1).id
                   : 0;

  selected = 0;
  g_array_set_size (self->plans, 0);
  gtk_string_list_append (names, _ ("All plans"));
  for (guint i = 0; i < plans->len; i++)
    {
      const TdPlanRow *plan = g_ptr_array_index (plans, i);
      PlanEntry entry = { plan->row.id, plan->year };
      g_autofree char *name =
          g_strdup_printf ("%" G_GINT64_FORMAT " · %s", plan->year,
                           plan->title != NULL ? plan->title : _ ("Plan without a title"));

      g_strdelimit (name, "\n", ' ');
      g_array_append_val (self->plans, entry);
      gtk_string_list_append (names, name);
      if (plan->row.id == old)
        selected = i + 1;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->plan_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->plan_drop, selected);
  self->updating = FALSE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdTargetsPage) self = data;
  Found *found = td_workspace_read_finish (TD_WORKSPACE (source), result, NULL);

  self->reading = FALSE;
  if (found == NULL)
    return;
  if (self->workspace != NULL && self->view != NULL)
    {
      fill_plans (self, found->plans);
      g_ptr_array_set_size (self->all, 0);
      for (guint i = 0; i < found->figures->len; i++)
        g_ptr_array_add (self->all, td_target_item_new (g_ptr_array_index (found->figures, i)));
      g_ptr_array_set_free_func (found->figures, NULL);
      apply_filter (self);
    }
  found_free (found);
  if (self->again)
    read_anew (self);
}

static void
read_anew (TdTargetsPage *self)
{
  self->again = self->reading;
  if (self->reading || self->workspace == NULL)
    return;
  self->reading = TRUE;
  td_workspace_read_async (self->workspace, read_cb, NULL, NULL, (GDestroyNotify) found_free,
                           self->cancellable, found_cb, g_object_ref (self));
}

static void
workspace_changed_cb (TdTargetsPage *self, guint64 kinds)
{
  const guint64 concerned =
      G_GUINT64_CONSTANT (1) << TD_KIND_TARGET | G_GUINT64_CONSTANT (1) << TD_KIND_TARGET_VALUE |
      G_GUINT64_CONSTANT (1) << TD_KIND_PLAN | G_GUINT64_CONSTANT (1) << TD_KIND_TASK |
      G_GUINT64_CONSTANT (1) << TD_KIND_TASK_OCCURRENCE;

  if (kinds & concerned)
    read_anew (self);
}

/* Rows */

static GtkWidget *
cell_new (const char *css_class, int width, gboolean expand)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, expand);
  if (width > 0)
    gtk_widget_set_size_request (label, width, -1);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = cell_new (NULL, 0, TRUE);
  GtkWidget *pill_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *pill = td_status_pill_new ();

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), 2);
  gtk_widget_set_size_request (pill_box, 138, -1);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (pill_box), pill);
  gtk_box_append (GTK_BOX (box), cell_new ("td-dim", 44, FALSE));
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), cell_new ("td-number", 92, FALSE));
  gtk_box_append (GTK_BOX (box), cell_new ("td-number", 150, FALSE));
  gtk_box_append (GTK_BOX (box), pill_box);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  TdTargetItem *item = gtk_list_item_get_item (list_item);
  const TdTargetFigures *figures = td_target_item_get_figures (item);
  GtkWidget *code = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *text = gtk_widget_get_next_sibling (code);
  GtkWidget *wanted = gtk_widget_get_next_sibling (text);
  GtkWidget *actual = gtk_widget_get_next_sibling (wanted);
  GtkWidget *pill = gtk_widget_get_first_child (gtk_widget_get_next_sibling (actual));
  g_autofree char *wanted_words = td_target_item_wanted (item);
  g_autofree char *actual_words = td_target_item_actual (item);
  g_autofree char *row_words = NULL;
  g_autofree char *number = NULL;

  number = g_strdup_printf ("%u", gtk_list_item_get_position (list_item) + 1);
  gtk_label_set_label (GTK_LABEL (code),
                       figures->target->code != NULL ? figures->target->code : number);
  gtk_label_set_label (GTK_LABEL (text), figures->target->text);
  gtk_widget_set_tooltip_text (text, figures->target->text);
  gtk_label_set_label (GTK_LABEL (wanted), wanted_words);
  gtk_label_set_label (GTK_LABEL (actual), actual_words);
  td_status_pill_set (TD_STATUS_PILL (pill), td_target_status_look (figures->status),
                      td_target_status_label (figures->status));
  row_words = g_strdup_printf ("%s, %s, %s", figures->target->text, wanted_words,
                               td_target_status_label (figures->status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_list_item_get_child (list_item)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, row_words, -1);
}

static void
activate_cb (TdTargetsPage *self)
{
  if (selected_item (self) != NULL)
    td_target_figures_panel_focus (self->panel);
}

static gboolean
panel_key_cb (TdTargetsPage *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));

  return GDK_EVENT_STOP;
}

/* Actions */

static void
clear_filter_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TdTargetsPage *self = data;

  g_clear_pointer (&self->search, g_free);
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->plan_drop, 0);
  gtk_drop_down_set_selected (self->status_drop, 0);
  self->updating = FALSE;
  apply_filter (self);
}

static void
record_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TdTargetsPage *self = data;

  if (selected_item (self) == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
  activate_cb (self);
}

static void
show_plans_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (data), "win.show-page", "s", "plans");
}

static const GActionEntry actions[] = {
  { .name = "clear-filter", .activate = clear_filter_action },
  { .name = "record", .activate = record_action },
  { .name = "show-plans", .activate = show_plans_action },
};

/* The page */

static void
td_targets_page_search_changed (TdPage *page, const char *text)
{
  TdTargetsPage *self = TD_TARGETS_PAGE (page);

  if (g_strcmp0 (self->search != NULL ? self->search : "", text) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (text);
  apply_filter (self);
}

static gboolean
td_targets_page_focus_region (TdPage *page, int step)
{
  TdTargetsPage *self = TD_TARGETS_PAGE (page);
  GtkWidget *focus = GTK_WIDGET (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gboolean in_panel = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->panel));
  gboolean in_view = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view));

  if (step > 0 && !in_panel && !in_view)
    return gtk_widget_grab_focus (GTK_WIDGET (self->view));
  if (step > 0 && in_view && adw_flap_get_reveal_flap (self->flap))
    {
      td_target_figures_panel_focus (self->panel);
      return TRUE;
    }
  if (step < 0 && in_panel)
    return gtk_widget_grab_focus (GTK_WIDGET (self->view));

  return FALSE;
}

/**
 * td_targets_page_show_target:
 * @self: the page
 * @id: a target
 *
 * Chooses a target, whatever the filter was, as soon as it is listed.
 */
void
td_targets_page_show_target (TdTargetsPage *self, gint64 id)
{
  g_return_if_fail (TD_IS_TARGETS_PAGE (self));

  self->wanted = id;
  gtk_drop_down_set_selected (self->status_drop, 0);
  if (self->all != NULL)
    {
      apply_filter (self);
      activate_cb (self);
    }
}

static void
td_targets_page_dispose (GObject *object)
{
  TdTargetsPage *self = TD_TARGETS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (td_targets_page_parent_class)->dispose (object);
}

static void
td_targets_page_finalize (GObject *object)
{
  TdTargetsPage *self = TD_TARGETS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->all);
  g_array_unref (self->plans);
  g_free (self->search);

  G_OBJECT_CLASS (td_targets_page_parent_class)->finalize (object);
}

static void
td_targets_page_class_init (TdTargetsPageClass *klass)
{
  TdPageClass *page_class = TD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_targets_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_targets_page_finalize;
  page_class->search_changed = td_targets_page_search_changed;
  page_class->focus_region = td_targets_page_focus_region;
}

static void
td_targets_page_init (TdTargetsPage *self)
{
  self->items = g_list_store_new (TD_TYPE_TARGET_ITEM);
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->plans = g_array_new (FALSE, FALSE, sizeof (PlanEntry));
  self->cancellable = g_cancellable_new ();
  g_action_map_add_action_entries (td_page_get_actions (TD_PAGE (self)), actions,
                                   G_N_ELEMENTS (actions), self);
}

static GtkWidget *
make_strip (TdTargetsPage *self)
{
  const char *const all[] = { _ ("All plans"), NULL };
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_string_list_append (names, _ ("All targets"));
  for (guint i = 0; i < TD_N_TARGET_STATUSES; i++)
    gtk_string_list_append (names, td_target_status_label ((TdTargetStatus) i));
  self->plan_drop = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (all));
  self->status_drop = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  self->count_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_size_request (GTK_WIDGET (self->plan_drop), 260, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->plan_drop), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->status_drop), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plan_drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Plan"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status_drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Status"), -1);
  gtk_label_set_xalign (self->count_label, 1);
  gtk_label_set_ellipsize (self->count_label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count_label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "td-dim");
  gtk_widget_add_css_class (strip, "td-strip");
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->plan_drop));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->status_drop));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->count_label));
  g_signal_connect_swapped (self->plan_drop, "notify::selected", G_CALLBACK (filter_changed_cb),
                            self);
  g_signal_connect_swapped (self->status_drop, "notify::selected", G_CALLBACK (filter_changed_cb),
                            self);

  return strip;
}

/* The headings stand above the same widths as the cells of the rows. */
static GtkWidget *
make_head (void)
{
  static const struct
  {
    const char *text;
    int width;
  } heads[] = { { N_ ("No."), 44 },
                { N_ ("Target"), 0 },
                { N_ ("To be reached"), 92 },
                { N_ ("Reached"), 150 },
                { N_ ("Status"), 138 } };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      GtkWidget *cell = cell_new (NULL, heads[i].width, heads[i].width == 0);

      gtk_label_set_label (GTK_LABEL (cell), _ (heads[i].text));
      gtk_box_append (GTK_BOX (head), cell);
    }
  gtk_widget_add_css_class (head, "td-table-head");
  gtk_widget_add_css_class (head, "td-target-head");

  return head;
}

static GtkWidget *
make_list (TdTargetsPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "td-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Targets"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), make_head ());
  gtk_box_append (GTK_BOX (box), scroller);

  return box;
}

static GtkWidget *
make_content (TdTargetsPage *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = GTK_STACK (gtk_stack_new ());
  self->empty_page = ADW_STATUS_PAGE (adw_status_page_new ());
  self->empty_button = GTK_BUTTON (gtk_button_new ());
  adw_status_page_set_icon_name (self->empty_page, "td-target-symbolic");
  gtk_widget_set_halign (GTK_WIDGET (self->empty_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_button), "pill");
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_button), "suggested-action");
  adw_status_page_set_child (self->empty_page, GTK_WIDGET (self->empty_button));
  gtk_stack_add_named (self->stack, make_list (self), "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty_page), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (content), make_strip (self));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->stack));
  gtk_widget_set_hexpand (content, TRUE);

  return content;
}

/**
 * td_targets_page_new:
 * @workspace: the workspace
 *
 * Returns: (transfer floating): the page of targets
 */
TdPage *
td_targets_page_new (TdWorkspace *workspace)
{
  TdTargetsPage *self = g_object_new (TD_TYPE_TARGETS_PAGE, NULL);
  TdPage *page = TD_PAGE (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->workspace = g_object_ref (workspace);
  td_page_set_title (page, _ ("Targets"));
  td_page_set_primary (page, _ ("Record a Figure"), "page.record");
  td_page_set_searchable (page, TRUE);
  self->flap = ADW_FLAP (adw_flap_new ());
  self->panel = TD_TARGET_FIGURES_PANEL (td_target_figures_panel_new (workspace));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (panel_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->panel), keys);
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  adw_flap_set_content (self->flap, make_content (self));
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->panel));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->flap));
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED);
  read_anew (self);

  return page;
}
